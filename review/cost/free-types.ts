/**
 * Types of resources that cost nothing by themselves. It is short on purpose: what is neither here nor has a price is named
 * to the reviewer, so that nothing is counted as free only because nobody thought of it.
 */
const FREE_TYPES: ReadonlySet<string> = new Set([
  // Amazon VPC pricing
  "aws_default_network_acl",
  "aws_default_route_table",
  "aws_default_security_group",
  "aws_egress_only_internet_gateway",
  "aws_eip_association",
  "aws_internet_gateway",
  "aws_main_route_table_association",
  "aws_network_acl",
  "aws_network_acl_association",
  "aws_network_acl_rule",
  "aws_route",
  "aws_route_table",
  "aws_route_table_association",
  "aws_security_group",
  "aws_security_group_rule",
  "aws_subnet",
  "aws_vpc",
  "aws_vpc_dhcp_options",
  "aws_vpc_dhcp_options_association",
  "aws_vpc_endpoint_route_table_association",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
  // Elastic Load Balancing pricing: what they do is paid for as capacity.
  "aws_alb_listener",
  "aws_alb_listener_rule",
  "aws_alb_target_group",
  "aws_lb_listener",
  "aws_lb_listener_certificate",
  "aws_lb_listener_rule",
  "aws_lb_target_group",
  "aws_lb_target_group_attachment",
  // Amazon ECS pricing: tasks are paid for, with the service that runs them.
  "aws_ecs_cluster",
  "aws_ecs_cluster_capacity_providers",
  "aws_ecs_task_definition",
  "aws_appautoscaling_target",
  // Amazon Route 53 and AWS Certificate Manager pricing
  "aws_acm_certificate_validation",
  "aws_route53_record",
  // Amazon ECR and Amazon S3 pricing: settings of what is paid for.
  "aws_ecr_lifecycle_policy",
  "aws_ecr_repository_policy",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  // Terraform's own.
  "terraform_data",
]);

/** Whether resources of a type cost nothing by themselves. AWS Identity and Access Management is free as a whole. */
export function isFree(type: string): boolean {
  return FREE_TYPES.has(type) || type.startsWith("aws_iam_");
}
