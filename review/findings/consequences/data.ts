import type { Consequence, Consequences } from "./consequence";

const database: Consequence = {
  severity: "critical",
  destroyed: ["Its data goes with it, but for what a final snapshot or a backup holds."],
  replaced: ["The new one is empty, unless it is restored from a snapshot: the data goes with the old one."],
};

/** What keeps data: gone is gone. */
export const DATA: Consequences = {
  aws_s3_bucket: {
    severity: "critical",
    destroyed: ["What it holds goes with it, and anybody may take its name."],
    replaced: ["What it holds goes with the old one."],
  },
  aws_s3_object: { severity: "high", destroyed: ["The object goes, unless the bucket keeps versions."] },
  aws_kms_key: {
    severity: "critical",
    destroyed: ["Once it is deleted, nothing that was encrypted with it can ever be read again."],
    replaced: ["What was encrypted with the old one can never be read again once that is deleted."],
  },
  aws_kms_alias: { severity: "high", destroyed: ["Who names the key by this alias does not find it any more."] },
  aws_cloudwatch_log_group: {
    severity: "high",
    destroyed: ["All that was logged goes with it.", "Containers that log to it may not start while it is missing."],
    replaced: ["All that was logged so far goes with the old one."],
  },
  aws_db_instance: database,
  aws_db_cluster_snapshot: database,
  aws_db_snapshot: database,
  aws_rds_cluster: database,
  aws_rds_cluster_instance: {
    ...database,
    severity: "high",
    replaced: [],
    destroyed: ["It answers no queries any more."],
  },
  aws_rds_global_cluster: database,
  aws_docdb_cluster: database,
  aws_neptune_cluster: database,
  aws_redshift_cluster: database,
  aws_opensearch_domain: database,
  aws_elasticache_cluster: database,
  aws_elasticache_replication_group: database,
  aws_memorydb_cluster: database,
  aws_dynamodb_table: database,
  aws_efs_file_system: database,
  aws_ebs_volume: database,
  aws_ebs_snapshot: database,
  aws_backup_vault: database,
  aws_kinesis_stream: database,
  aws_sqs_queue: {
    ...database,
    destroyed: ["Messages that wait in it go with it."],
    replaced: ["Messages that wait in the old one go with it."],
  },
  aws_secretsmanager_secret: {
    severity: "critical",
    destroyed: ["Who reads the secret gets it no longer."],
    replaced: ["The new one holds nothing until it is put in, and has another ARN."],
  },
  aws_ssm_parameter: { severity: "high", destroyed: ["Who reads the parameter gets it no longer."] },
};
