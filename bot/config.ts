import * as z from "zod";
import { say } from "#cards/text/sv";
import { type House, openHouse } from "#functions/house";
import { openDynamo } from "#functions/storage/dynamo";
import { openVault } from "#functions/storage/vault";
import type { SlackAccess } from "./slack/send.ts";
import type { TeamsConfig } from "./teams/verify.ts";

/** The surroundings, as the process was started. */
export type Env = Readonly<Record<string, string | undefined>>;

const given = z.string().trim().min(1);

const teamsEnv = z.object({
  MICROSOFT_APP_ID: given,
  MICROSOFT_APP_PASSWORD: given,
  MICROSOFT_APP_TENANT_ID: given,
  TEAMS_SERVICE_HOSTS: given.default("smba.trafficmanager.net"),
  BOT_OPENID_METADATA_URL: z.url().optional(),
  BOT_LOGIN_URL: z.url().optional(),
});

const slackEnv = z.object({
  SLACK_SIGNING_SECRET: given,
  SLACK_BOT_TOKEN: given,
  SLACK_API_URL: z.url().optional(),
});

const houseEnv = z.object({
  DYNAMODB_ENDPOINT: z.url().optional(),
  TABLE_NAME: given,
  KEYS_TABLE_NAME: given,
  /** 32 bytes in base64. */
  VAULT_KEY: given,
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
});

/** What the Teams side needs. Throws, naming each variable, when something is missing or malformed. */
export function readTeams(env: Env): TeamsConfig {
  const found = parse(teamsEnv, env);
  return {
    appId: found.MICROSOFT_APP_ID,
    appPassword: found.MICROSOFT_APP_PASSWORD,
    tenantId: found.MICROSOFT_APP_TENANT_ID,
    serviceHosts: found.TEAMS_SERVICE_HOSTS.split(/[\s,]+/).filter(Boolean),
    ...(found.BOT_OPENID_METADATA_URL && { openIdMetadataUrl: found.BOT_OPENID_METADATA_URL }),
    ...(found.BOT_LOGIN_URL && { loginUrl: found.BOT_LOGIN_URL }),
  };
}

/** What the Slack side needs. Throws, naming each variable, when something is missing or malformed. */
export function readSlack(env: Env): SlackAccess & { readonly signingSecret: string } {
  const found = parse(slackEnv, env);
  return {
    signingSecret: found.SLACK_SIGNING_SECRET,
    botToken: found.SLACK_BOT_TOKEN,
    ...(found.SLACK_API_URL && { apiUrl: found.SLACK_API_URL.replace(/\/*$/, "/") }),
  };
}

/** The house over the tables that the surroundings name. Throws as the others do. */
export function houseOf(env: Env, rest: Partial<Pick<House, "now" | "saved" | "compile">> = {}): House {
  const found = parse(houseEnv, env);
  const at = found.DYNAMODB_ENDPOINT ? { endpoint: found.DYNAMODB_ENDPOINT } : {};
  const store = openDynamo({ ...at, table: found.TABLE_NAME });
  const keys = openDynamo({ ...at, table: found.KEYS_TABLE_NAME });
  const vault = openVault({ masterKey: Buffer.from(found.VAULT_KEY, "base64"), keys, ...rest });
  const address = found.PUBLIC_URL && { address: found.PUBLIC_URL.replace(/\/*$/, "") };
  return openHouse({ store, vault, ...address, ...rest });
}

/** What the Teams renderer and door say of their own. */
export const teamsWords = { required: say.fillIn, optional: say.optional, preview: say.preview };

/** What the Slack renderer and door say of their own. */
export const slackWords = {
  close: say.close,
  name: say.home.title,
  preview: say.preview,
  expired: say.expired,
  done: say.receipt.closeDialog,
};

/** Tells the operator a code, never content. */
export function troubleAt(house: House, platform: "teams" | "slack"): (why: string) => void {
  return (why) => house.log({ at: house.now(), platform, why });
}

function parse<T>(schema: z.ZodType<T>, env: Env): T {
  const known = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(known);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")} (${issue.message})`);
  throw new Error(`The surroundings lack or garble: ${wrong.join(", ")}. See "Configuration" in the README.`);
}
