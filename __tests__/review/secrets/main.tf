# A secret in every place that Terraform lets one be. `after` is false when it is applied, and true when it is planned.
variable "after" {
  type = bool
}

variable "secret" {
  type      = string
  sensitive = true
}

variable "not_marked" {
  type = string
}

locals {
  now = var.after ? "${var.secret}-after" : var.secret
}

provider "aws" {
  region = "us-east-1"
  default_tags {
    tags = { Everywhere = local.now }
  }
}

# Sensitive because the provider says so, whatever the code says. Its value stands in another resource as well.
resource "aws_ssm_parameter" "by_schema" {
  name  = "/by-schema"
  type  = "SecureString"
  value = var.after ? "${var.not_marked}-after" : var.not_marked
}

resource "aws_ssm_parameter" "the_same_elsewhere" {
  name        = "/elsewhere"
  type        = "String"
  value       = "x"
  description = "unmarked ${var.not_marked}"
}

# In a tag, in its key, in a description, in an element of a list, and in what is created.
resource "aws_vpc" "main" {
  cidr_block = "10.9.0.0/16"
  tags       = { Name = "main", Owner = local.now, (local.now) = "key" }
}

resource "aws_security_group" "inline" {
  name        = "inline"
  vpc_id      = aws_vpc.main.id
  description = "fixed"
  ingress = [{
    description      = local.now
    from_port        = var.after ? 22 : 80
    to_port          = var.after ? 22 : 80
    protocol         = "tcp"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    security_groups  = []
    self             = false
  }]
}

# Forces a replacement, and is in the name.
resource "aws_cloudwatch_log_group" "replaced" {
  name = "/log/${local.now}"
}

# In JSON within a text, in a policy, in Base64.
resource "aws_iam_role" "trusting" {
  name = "trusting"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
      Condition = { StringEquals = { "sts:ExternalId" = local.now } }
    }]
  })
}

resource "aws_iam_role_policy" "inline" {
  name   = "inline"
  role   = aws_iam_role.trusting.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::${local.now}" }] })
}

resource "aws_launch_template" "user_data" {
  name_prefix = "user-data"
  user_data   = base64encode("#!/bin/sh\nexport PASSWORD='${local.now}'\n")
}

# Created, destroyed. The tags of the VPC are changed outside of Terraform.
resource "aws_ssm_parameter" "created" {
  count = var.after ? 1 : 0
  name  = "/created"
  type  = "String"
  value = local.now
  tags  = { Note = local.now }
}

resource "aws_ssm_parameter" "destroyed" {
  count       = var.after ? 0 : 1
  name        = "/destroyed"
  type        = "String"
  value       = local.now
  description = local.now
}


output "text" {
  value     = local.now
  sensitive = true
}

output "nested" {
  value     = { list = [1, { password = local.now }] }
  sensitive = true
}
