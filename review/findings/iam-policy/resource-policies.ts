/**
 * The attribute of each type that says who may use the resource. Where the resource itself has it (`optional`), a policy that
 * is unknown when it is made is the one that AWS gives it.
 */
export const RESOURCE_POLICIES: Readonly<Record<string, { readonly attribute: string; readonly optional?: true }>> = {
  aws_iam_role: { attribute: "assume_role_policy" },
  aws_kms_key: { attribute: "policy", optional: true },
  aws_kms_external_key: { attribute: "policy", optional: true },
  aws_kms_replica_key: { attribute: "policy", optional: true },
  aws_kms_key_policy: { attribute: "policy" },
  aws_sqs_queue: { attribute: "policy", optional: true },
  aws_sqs_queue_policy: { attribute: "policy" },
  aws_sns_topic: { attribute: "policy", optional: true },
  aws_sns_topic_policy: { attribute: "policy" },
  aws_ecr_repository_policy: { attribute: "policy" },
  aws_ecr_registry_policy: { attribute: "policy" },
  aws_ecrpublic_repository_policy: { attribute: "policy" },
  aws_secretsmanager_secret: { attribute: "policy", optional: true },
  aws_secretsmanager_secret_policy: { attribute: "policy" },
  aws_s3_bucket_policy: { attribute: "policy" },
  aws_s3_access_point: { attribute: "policy", optional: true },
  aws_s3control_access_point_policy: { attribute: "policy" },
  aws_vpc_endpoint: { attribute: "policy", optional: true },
  aws_vpc_endpoint_policy: { attribute: "policy" },
  aws_cloudwatch_log_resource_policy: { attribute: "policy_document" },
  aws_cloudwatch_event_bus_policy: { attribute: "policy" },
  aws_opensearch_domain: { attribute: "access_policies", optional: true },
  aws_opensearch_domain_policy: { attribute: "access_policies" },
  aws_elasticsearch_domain_policy: { attribute: "access_policies" },
  aws_efs_file_system_policy: { attribute: "policy" },
  aws_backup_vault_policy: { attribute: "policy" },
  aws_dynamodb_resource_policy: { attribute: "policy" },
  aws_kinesis_resource_policy: { attribute: "policy" },
  aws_glue_resource_policy: { attribute: "policy" },
  aws_api_gateway_rest_api: { attribute: "policy", optional: true },
  aws_api_gateway_rest_api_policy: { attribute: "policy" },
};

/** The attribute of each type that names one more who may use a resource. */
export const NAMED_PRINCIPALS: Readonly<Record<string, string>> = {
  aws_lambda_permission: "principal",
  aws_lambda_layer_version_permission: "principal",
  aws_cloudwatch_event_permission: "principal",
  aws_vpc_endpoint_service_allowed_principal: "principal_arn",
  aws_ram_principal_association: "principal",
  aws_kms_grant: "grantee_principal",
  aws_ami_launch_permission: "account_id",
};
