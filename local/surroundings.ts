import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Env } from "#bot/config";

/** What is made up at home for what is not given, and kept, so that what was sealed can be opened next time. */
const made = {
  VAULT_KEY: () => randomBytes(32).toString("base64"),
  MICROSOFT_APP_ID: randomUUID,
  MICROSOFT_APP_PASSWORD: () => randomBytes(24).toString("base64url"),
  MICROSOFT_APP_TENANT_ID: randomUUID,
  SLACK_SIGNING_SECRET: () => randomBytes(24).toString("hex"),
  SLACK_BOT_TOKEN: () => `xoxb-local-${randomBytes(12).toString("hex")}`,
};

/**
 * The surroundings with local values for every name that is not set: those in `file`, made and written there
 * the first time, readable by their owner only.
 */
export function surroundings(given: Env, file: string): Record<string, string | undefined> {
  const kept = keptIn(file);
  const values = Object.fromEntries(Object.entries(made).map(([name, make]) => [name, kept[name] ?? make()]));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(values, null, 2)}\n`, { mode: 0o600 });
  const set = Object.entries(given).filter(([, value]) => value !== undefined && value !== "");
  return {
    TABLE_NAME: "kvalitetsboten",
    KEYS_TABLE_NAME: "kvalitetsboten-keys",
    ...values,
    ...Object.fromEntries(set),
  };
}

function keptIn(file: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}
