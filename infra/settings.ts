import { SecretValue } from "aws-cdk-lib";
import * as z from "zod";
import type { EnvName } from "./doors.ts";
import { nameOf } from "./function.ts";
import type { Stores } from "./stores.ts";

/** An id that somebody has been given: those of the example below are all zeros but the last figure. */
const id = z.guid().refine((value) => !value.startsWith("00000000-0000-0000-0000-"));

const Settings = z.object({
  // Without one the bot SDK switches authentication off and takes every unsigned request as genuine.
  microsoftAppId: id.describe("the bot's application id"),
  microsoftAppTenantId: id.describe("the Entra tenant the bot is registered in"),
  teamsServiceHosts: z.string().min(1).default("smba.trafficmanager.net"),
  operatorMail: z.email().describe("whom the alarms are sent to: one nobody hears is none"),
  account: z.string().optional(),
});

/** What differs from one deployment to another and is no secret. */
export type Settings = z.infer<typeof Settings>;

/** Enough to synthesise and check the stack. No one owns this account, so it cannot be deployed. */
export const exampleSettings: Settings = {
  microsoftAppId: "00000000-0000-0000-0000-000000000001",
  microsoftAppTenantId: "00000000-0000-0000-0000-000000000002",
  teamsServiceHosts: "smba.trafficmanager.net",
  operatorMail: "operator@example.com",
  account: "000000000000",
};

/** Reads what was given as `-c name=value`, and refuses to go on without it. */
export function settingsFrom(context: (name: string) => unknown): Settings {
  if (context("example") === "true") return exampleSettings;
  const names = Object.keys(Settings.shape);
  const given = Object.fromEntries(names.map((name) => [name, context(name)]));
  const settings = Settings.safeParse({ ...given, account: process.env.CDK_DEFAULT_ACCOUNT });
  if (settings.success) return settings.data;
  const missing = new Set(settings.error.issues.map((issue) => String(issue.path[0])));
  const lines = Object.entries(Settings.shape)
    .filter(([name]) => missing.has(name))
    .map(([name, { description }]) => `  -c ${name}=…  ${description ?? ""}`);
  throw new Error(
    `These must be given, and be real:\n${lines.join("\n")}\nOr -c example=true, to look at the template only.`,
  );
}

/**
 * The values of the environment. The secrets are references that CloudFormation follows when it deploys:
 * the template holds their names, never what they hide, and the function's environment is encrypted with
 * the house's key. They are read there and not fetched at start since a person waits for the first answer;
 * data keys under KMS take the vault key's place with the issue on protection.
 */
export function environment(
  settings: Settings,
  { table, keys }: Stores,
  address: string,
): Record<EnvName, string> {
  return {
    MICROSOFT_APP_ID: settings.microsoftAppId,
    MICROSOFT_APP_TENANT_ID: settings.microsoftAppTenantId,
    TEAMS_SERVICE_HOSTS: settings.teamsServiceHosts,
    TABLE_NAME: table.tableName,
    KEYS_TABLE_NAME: keys.tableName,
    // The gateway's own: never taken from a request, whose Host anybody may write.
    PUBLIC_URL: address,
    COMPILE_FUNCTION: nameOf("compile"),
    MICROSOFT_APP_PASSWORD: secret("teams", "appPassword"),
    SLACK_SIGNING_SECRET: secret("slack", "signingSecret"),
    SLACK_BOT_TOKEN: secret("slack", "botToken"),
    VAULT_KEY: secret("vault", "key"),
  };
}

const secret = (name: string, jsonField: string) =>
  SecretValue.secretsManager(`kvalitetsboten/${name}`, { jsonField }).unsafeUnwrap();
