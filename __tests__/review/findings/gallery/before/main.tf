# What is applied. What is called raises_... is changed in a way that deserves attention, close_... in a way close to it that
# does not; the rest is the stage that they need.

resource "aws_vpc" "stage" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "stage" {
  vpc_id = aws_vpc.stage.id
}

resource "aws_subnet" "stage_a" {
  vpc_id            = aws_vpc.stage.id
  cidr_block        = "10.0.0.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "stage_b" {
  vpc_id            = aws_vpc.stage.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = "us-east-1b"
}

resource "aws_security_group" "stage" {
  name   = "stage"
  vpc_id = aws_vpc.stage.id
}

# destroy

resource "aws_internet_gateway" "raises_destroy" {
}

resource "aws_sqs_queue" "close_destroy" {
  name                       = "close-destroy"
  visibility_timeout_seconds = 30
}

# replace

resource "aws_security_group" "raises_replace" {
  name   = "raises-replace"
  vpc_id = aws_vpc.stage.id
}

resource "aws_security_group" "close_replace" {
  name   = "close-replace"
  vpc_id = aws_vpc.stage.id
}

resource "aws_lb_target_group" "raises_replace" {
  name        = "raises-replace"
  port        = 6060
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = aws_vpc.stage.id
}

resource "aws_lb_target_group" "close_replace" {
  name        = "close-replace"
  port        = 6060
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = aws_vpc.stage.id
  health_check {
    path = "/health"
  }
}

resource "terraform_data" "raises_replace_by_trigger" {
  triggers_replace = ["one"]
}

# forget, and move

resource "aws_sqs_queue" "raises_forget" {
  name = "raises-forget"
}

resource "aws_sqs_queue" "close_forget_before" {
  name = "close-forget"
}

# public-ingress, public-port

resource "aws_vpc_security_group_ingress_rule" "raises_ingress_widened" {
  security_group_id = aws_security_group.stage.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "203.0.113.0/24"
}

resource "aws_vpc_security_group_ingress_rule" "close_ingress_as_open_as_before" {
  security_group_id = aws_security_group.stage.id
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_security_group" "raises_port_inline" {
  name   = "raises-port-inline"
  vpc_id = aws_vpc.stage.id
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "close_port_inline" {
  name   = "close-port-inline"
  vpc_id = aws_vpc.stage.id
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["10.0.0.0/9"]
  }
  ingress {
    protocol    = "tcp"
    from_port   = 8080
    to_port     = 8090
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb" "raises_ingress_scheme" {
  name            = "raises-ingress-scheme"
  internal        = true
  subnets         = [aws_subnet.stage_a.id, aws_subnet.stage_b.id]
  security_groups = [aws_security_group.stage.id]
}

# public-ip

resource "aws_subnet" "raises_public_ip" {
  vpc_id                  = aws_vpc.stage.id
  cidr_block              = "10.0.2.0/24"
  map_public_ip_on_launch = false
}

resource "aws_subnet" "close_public_ip" {
  vpc_id                  = aws_vpc.stage.id
  cidr_block              = "10.0.3.0/24"
  map_public_ip_on_launch = true
}

# public-bucket

resource "aws_s3_bucket" "stage_raises" {
  bucket = "front-door-gallery-raises"
}

resource "aws_s3_bucket" "stage_close" {
  bucket = "front-door-gallery-close"
}

resource "aws_s3_bucket_public_access_block" "raises_public_bucket" {
  bucket                  = aws_s3_bucket.stage_raises.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_public_access_block" "close_public_bucket" {
  bucket                  = aws_s3_bucket.stage_close.id
  block_public_acls       = true
  block_public_policy     = false
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "close_public_bucket" {
  bucket = aws_s3_bucket.stage_close.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Readers"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
      Action    = ["s3:GetObject", "s3:ListBucket"]
      Resource  = ["arn:aws:s3:::front-door-gallery-close", "arn:aws:s3:::front-door-gallery-close/*"]
    }]
  })
}

# deletion-protection

resource "aws_dynamodb_table" "raises_deletion_protection" {
  name                        = "raises-deletion-protection"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "close_deletion_protection" {
  name                        = "close-deletion-protection"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = false
  attribute {
    name = "id"
    type = "S"
  }
}

# iam, trust

resource "aws_iam_role" "raises_trust" {
  name = "raises-trust"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "close_trust" {
  name = "close-trust"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "raises_iam" {
  name = "raises-iam"
  role = aws_iam_role.close_trust.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::front-door-gallery-close/*" }]
  })
}

resource "aws_iam_role_policy" "close_iam" {
  name = "close-iam"
  role = aws_iam_role.close_trust.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Objects", Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::front-door-gallery-close/*" }]
  })
}

resource "aws_sqs_queue_policy" "raises_trust" {
  queue_url = aws_sqs_queue.close_destroy.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = { Service = "events.amazonaws.com" }, Resource = aws_sqs_queue.close_destroy.arn }]
  })
}

# encryption

resource "aws_kms_key" "stage" {
  deletion_window_in_days = 7
}

resource "aws_cloudwatch_log_group" "raises_encryption" {
  name       = "raises-encryption"
  kms_key_id = aws_kms_key.stage.arn
}

resource "aws_cloudwatch_log_group" "close_encryption" {
  name              = "close-encryption"
  retention_in_days = 7
}

resource "aws_acm_certificate" "stage" {
  domain_name       = "gallery.example.com"
  validation_method = "DNS"
}

resource "aws_lb" "stage" {
  name            = "stage"
  internal        = false
  idle_timeout    = 60
  subnets         = [aws_subnet.stage_a.id, aws_subnet.stage_b.id]
  security_groups = [aws_security_group.stage.id]
}

resource "aws_lb_listener" "stage_forward" {
  load_balancer_arn = aws_lb.stage.arn
  port              = 81
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.raises_replace.arn
  }
}

resource "aws_lb_listener" "raises_encryption" {
  load_balancer_arn = aws_lb.stage.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate.stage.arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.close_replace.arn
  }
}

resource "aws_lb_listener" "close_encryption" {
  load_balancer_arn = aws_lb.stage.arn
  port              = 8443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-2016-08"
  certificate_arn   = aws_acm_certificate.stage.arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.close_replace.arn
  }
}

resource "aws_lb_listener" "raises_encryption_gone" {
  load_balancer_arn = aws_lb.stage.arn
  port              = 9443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-2016-08"
  certificate_arn   = aws_acm_certificate.stage.arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.close_replace.arn
  }
}

resource "aws_lb_listener" "raises_encryption_redirect" {
  load_balancer_arn = aws_lb.stage.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "close_encryption_redirect" {
  load_balancer_arn = aws_lb.stage.arn
  port              = 8080
  protocol          = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

# state

resource "aws_s3_bucket_versioning" "raises_state" {
  bucket = aws_s3_bucket.stage_raises.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_versioning" "close_state" {
  bucket = aws_s3_bucket.stage_close.id
  versioning_configuration {
    status = "Suspended"
  }
}

# drift: these stay as they are in the code, and are changed by hand

resource "aws_security_group" "raises_drift" {
  name   = "raises-drift"
  vpc_id = aws_vpc.stage.id
}

resource "aws_vpc_security_group_ingress_rule" "raises_drift_deleted" {
  security_group_id = aws_security_group.raises_drift.id
  ip_protocol       = "tcp"
  from_port         = 8080
  to_port           = 8080
  cidr_ipv4         = "10.0.0.0/8"
}

resource "aws_vpc_security_group_ingress_rule" "close_drift" {
  security_group_id = aws_security_group.raises_drift.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/8"
}

resource "aws_subnet" "raises_drift" {
  vpc_id                  = aws_vpc.stage.id
  cidr_block              = "10.0.4.0/24"
  map_public_ip_on_launch = false
}

resource "aws_security_group" "close_drift" {
  name   = "close-drift"
  vpc_id = aws_vpc.stage.id
}

resource "aws_vpc_security_group_ingress_rule" "close_drift_rule" {
  security_group_id = aws_security_group.close_drift.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "10.0.0.0/8"
}
