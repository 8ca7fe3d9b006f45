import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { Code } from "aws-cdk-lib/aws-lambda";
import { AwsSolutionsChecks } from "cdk-nag";
import { house } from "#infra/aws";
import { exampleSettings } from "#infra/settings";

export { Match };

/** The stack as it would be deployed, but for the code: nothing is bundled. */
export function synthesise() {
  const outdir = mkdtempSync(join(tmpdir(), "kvalitetsboten-synth-"));
  const app = new App({ outdir });
  const stack = house(app, exampleSettings, () => Code.fromInline("exports.handler = () => {}"));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  // Throws when a check of AwsSolutions fails that `aws.ts` has not answered.
  app.synth();
  const template = Template.fromStack(stack);
  rmSync(outdir, { recursive: true });
  return { stack, template };
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, unknown>>;
}

interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Record<string, unknown>;
}

/** All resources of a type, by their logical id. */
export const all = (template: Template, type: string) =>
  template.findResources(type) as unknown as Record<string, Resource>;

/** What the role of a function, or of its clock, is granted and denied. */
export function statementsOf(template: Template, role: string): Statement[] {
  return Object.entries(all(template, "AWS::IAM::Policy"))
    .filter(([id]) => id.startsWith(`${role}roleDefaultPolicy`))
    .flatMap(([, { Properties }]) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement);
}

/** Each action with what it may be done to: `dynamodb:Query Table/index/desk`. */
export function grants(template: Template, role: string, effect = "Allow"): string[] {
  return statementsOf(template, role)
    .filter((statement) => statement.Effect === effect)
    .flatMap(({ Action, Resource, Condition }) =>
      [Action].flat().flatMap((action) =>
        (Array.isArray(Resource) ? Resource : [Resource]).map((resource) => {
          const keys = Object.values(Condition ?? {}).flatMap((test) => Object.values(test as object).flat());
          return [action, named(resource), ...keys].join(" ");
        }),
      ),
    )
    .filter((grant) => !/^(kms|logs):/.test(grant))
    .sort();
}

/** An ARN as the template builds it, in the words of the stack: `Table/index/desk`, `Table.StreamArn`. */
function named(resource: unknown): string {
  if (typeof resource === "string") return resource;
  if ("Ref" in (resource as object)) return "";
  const { "Fn::GetAtt": attribute, "Fn::Join": join } = resource as Record<string, unknown[]>;
  // Of a name that is known beforehand, that name: what stands before it is partition, region and account.
  if (join)
    return (join[1] as unknown[])
      .map(named)
      .join("")
      .replace(/^arn:.*:function:/, "");
  const [id, name] = attribute as [string, string];
  return id.replace(/[0-9A-F]{8}$/, "") + (name === "Arn" ? "" : `.${name}`);
}
