import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { type Env, houseOf, teamsWords } from "#bot/config";
import type { Card } from "#cards/card";
import { slackMessage } from "#cards/slack";
import { teamsCard } from "#cards/teams";
import type { Entry, RecordId } from "#domain/record";
import { loadMunicipality } from "#functions/load";
import { linkOrganisation } from "#functions/people";
import { readEntry } from "#functions/storage/records";
import { standingClock } from "#local/clock";
import { openHome } from "#local/home";
import { demoPeople, seedPeople } from "#local/people";
import { answerApi } from "#local/slack/api";
import { openWorkspace } from "#local/slack/workspace";
import { conversationOf } from "#local/teams/connector";
import { startTeamsService } from "#local/teams/service";
import { openTown } from "#local/town/server";
import type { Side } from "#local/town/state";
import { osby, osbyFile } from "#tests/journeys/osby";
import { freshTables } from "#tests/table";
import { visitor } from "./visitor.ts";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where a Chromium is, or must be; undefined when there is none and none is required. */
export function findChromium(): string | undefined {
  const { CHROMIUM, CI_REQUIRES_CHROMIUM, CI } = process.env;
  const found = (CHROMIUM ? [CHROMIUM] : places).find((path) => existsSync(path));
  return found ?? (CI_REQUIRES_CHROMIUM || CI === "true" ? (CHROMIUM ?? places[0]) : undefined);
}

export function launch(executablePath: string): Promise<Browser> {
  const quiet = ["--disable-background-networking", "--disable-sync", "--disable-component-update"];
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", ...quiet];
  return chromium.launch({ executablePath, headless: true, args });
}

const sizes = {
  desktop: { width: 1360, height: 850 },
  phone: { width: 390, height: 844 },
} as const;
export type Size = keyof typeof sizes;

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Osby as a visitor meets it: the town at a port of its own, empty tables, noon on a Tuesday. */
export async function openStage(browser: Browser, size: Size = "desktop") {
  const tables = await freshTables();
  const clock = standingClock("2026-03-10T11:00:00.000Z");
  const teams = await startTeamsService({
    appId: "11111111-1111-4111-8111-111111111111",
    appPassword: "a password for tests",
    tenant: "22222222-2222-4222-8222-222222222222",
    people: demoPeople.map(({ teams: id, name, email }) => ({ id, name, email })),
  });
  const slack = await openWorkspace({
    token: "xoxb-for-tests",
    members: demoPeople.map(({ slack: id, name, email }) => ({ id, name, email })),
  });
  const signingSecret = "a signing secret for tests";
  const open = (port?: number) =>
    openTown({
      ...(port && { port }),
      platforms: { teams, slack },
      people: demoPeople,
      clock,
      signingSecret,
    });
  let town = await open();
  const env: Env = {
    DYNAMODB_ENDPOINT: tables.endpoint,
    TABLE_NAME: tables.names.table,
    KEYS_TABLE_NAME: tables.names.keys,
    VAULT_KEY: randomBytes(32).toString("base64"),
    MICROSOFT_APP_ID: teams.appId,
    MICROSOFT_APP_PASSWORD: teams.appPassword,
    MICROSOFT_APP_TENANT_ID: teams.tenant,
    BOT_OPENID_METADATA_URL: teams.openIdMetadataUrl,
    BOT_LOGIN_URL: teams.loginUrl,
    TEAMS_SERVICE_HOSTS: town.host,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: slack.token,
    SLACK_API_URL: town.slackApiUrl,
  };
  const seeding = houseOf(env, { now: clock.now });
  await loadMunicipality(seeding, osbyFile());
  await linkOrganisation(seeding, osby, "teams", teams.tenant);
  await linkOrganisation(seeding, osby, "slack", slack.team);
  await seedPeople(seeding, osby, demoPeople);
  const home = await openHome({ env, clock, log: () => {} });
  await town.enter(home);

  const context = await browser.newContext({ viewport: sizes[size], locale: "sv-SE" });
  const page = await context.newPage();
  page.setDefaultTimeout(12_000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  onTestFinished(async () => {
    await context.close();
    await town.close();
    await home.settled();
    await home.close();
    await Promise.all([teams.close(), slack.close()]);
  });
  await page.goto(town.url);
  const stage = {
    page,
    clock,
    home,
    errors,
    url: town.url,
    on: (side: Side) => visitor(page, side, size === "phone"),
    async become(person: string) {
      await page.locator(`[data-person="${person}"]`).click();
      await expect
        .poll(() => page.locator(`[data-person="${person}"]`).getAttribute("aria-pressed"))
        .toBe("true");
    },
    /** Lays a card before Anna at both platforms, as if the house had sent it. */
    async lay(card: Card) {
      const anna = demoPeople.find(({ id }) => id === "anna");
      const account = teams.people.get(anna?.teams ?? "");
      if (!anna || !account) throw new Error("there is no Anna");
      const sent = JSON.stringify({ channel: anna.slack, ...slackMessage(card, card.title) });
      answerApi(slack, "chat.postMessage", `Bearer ${slack.token}`, sent);
      const place = { id: teams.nextId(), conversation: conversationOf(account), from: "bot", updates: 0 };
      teams.messages.push({ ...place, card: teamsCard(card, teamsWords) });
      await page.reload();
    },
    /** Ends the town's process as it were, and opens it again on the same port. */
    async stopTown() {
      await town.close();
      return async () => {
        town = await open(Number(new URL(stage.url).port));
        await town.enter(home);
      };
    },
    async records(): Promise<Entry[]> {
      const { items } = await tables.store.query({ index: "shelf", pk: "T#osby#2026H1" });
      const ids = items.map((item) => item.PK.split("#").at(-1) as RecordId);
      const entries = await Promise.all(ids.map((id) => readEntry(tables.store, osby, id)));
      return entries.filter((entry) => entry !== undefined);
    },
    async picture(name: string) {
      const folder = process.env.TOWN_PICTURES;
      if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
    },
  };
  return stage;
}
