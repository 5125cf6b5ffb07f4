import { App, type AppConfig } from "cdktf";

/** The Terraform that this project is made for. Locking by S3 itself, without a DynamoDB table, began with 1.10. */
export const TERRAFORM_VERSIONS = ">=1.10.0";

/**
 * An app that says which Terraform it is made for, as cdktf's successor cdktn asks: it takes an app that does not say so
 * for one that also supports Terraform 1.5, and refuses S3's own locking. cdktf passes over it. See docs/future.md.
 */
export function newApp(config: AppConfig): App {
  return new App({ ...config, context: { targetVersions: { terraform: TERRAFORM_VERSIONS }, ...config.context } });
}
