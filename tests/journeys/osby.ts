import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { onTestFinished } from "vitest";
import { type Env, houseOf } from "#bot/config";
import type { Municipality } from "#domain/municipality";
import { readMunicipality } from "#domain/municipality-file";
import type { Answer, Entry, RecordId, TenantId } from "#domain/record";
import { loadMunicipality } from "#functions/load";
import { linkOrganisation } from "#functions/people";
import { readEntry } from "#functions/storage/records";
import { standingClock } from "#local/clock";
import { type Home, type HomeOptions, openHome } from "#local/home";
import { demoPeople, seedPeople } from "#local/people";
import { slackPerson } from "#local/slack/client";
import { textOf as slackText } from "#local/slack/text";
import { openWorkspace, textOfModal } from "#local/slack/workspace";
import { teamsPerson } from "#local/teams/client";
import { startTeamsService } from "#local/teams/service";
import { textOf as teamsText } from "#local/teams/text";
import { freshTables } from "#tests/table";

export type Fill = Readonly<Record<string, Answer>>;

/** A person at one platform, as a journey moves them: the same words on both. */
export interface Device {
  /** Makes the bot known to the platform, so that cards can come. */
  arrive(): Promise<unknown>;
  say(text: string): Promise<unknown>;
  /** Presses a button, in the open dialog or on the latest card that has it, after filling in. */
  press(label: string, fill?: Fill): Promise<unknown>;
  /** Where a link leads, in the open dialog or on the latest card that has it. */
  link(label: string): string | undefined;
  closeDialog(): void;
  /** The last request once more, as the platform does when it missed our answer. */
  redeliver(): Promise<unknown>;
  /** The latest card, as it reads. */
  card(): string;
  /** Every card there is now. */
  cards(): readonly string[];
  /** The open dialog, as it reads. */
  dialog(): string | undefined;
  /** What the platform last said beside the card. */
  notice(): string | undefined;
}

export type Osby = Awaited<ReturnType<typeof openOsby>>;
export const osby = "osby" as TenantId;

const noon = "2026-03-10T11:00:00.000Z";

let read: ReturnType<typeof readMunicipality> | undefined;

export function osbyFile(change: (m: Municipality) => Municipality = (m) => m): Municipality {
  read ??= readMunicipality(readFileSync("municipalities/osby.yaml", "utf8"));
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return change(structuredClone(read.municipality));
}

/**
 * Osby as a journey meets it: both doors open, a Slack and a Teams with its people in them, empty tables, and
 * a clock that stands at noon on a Tuesday until it is turned.
 */
export async function openOsby(
  options: Partial<Pick<HomeOptions, "register" | "fastPath" | "watch">> & {
    at?: string;
    file?: Municipality;
  } = {},
) {
  const tables = await freshTables();
  const clock = standingClock(options.at ?? noon);
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
    TEAMS_SERVICE_HOSTS: teams.host,
    SLACK_SIGNING_SECRET: "a signing secret for tests",
    SLACK_BOT_TOKEN: slack.token,
    SLACK_API_URL: slack.url,
  };
  const logged: string[] = [];
  const open = (more: Partial<HomeOptions> = {}) =>
    openHome({ env, clock, log: (line) => logged.push(JSON.stringify(line)), ...options, ...more });
  let home = await open();
  const seeding = houseOf(env, { now: clock.now });
  await loadMunicipality(seeding, options.file ?? osbyFile());
  await linkOrganisation(seeding, osby, "teams", teams.tenant);
  await linkOrganisation(seeding, osby, "slack", slack.team);
  await seedPeople(seeding, osby, demoPeople);
  onTestFinished(async () => {
    await home.close();
    await Promise.all([teams.close(), slack.close()]);
  });

  const at = { url: "", teams: "", slack: "" };
  const point = (to: Home) => Object.assign(at, { url: to.url });
  point(home);
  const door = {
    teams: {
      get url() {
        return `${at.url}/api/messages`;
      },
    },
    slack: {
      get url() {
        return `${at.url}/slack/events`;
      },
      signingSecret: env.SLACK_SIGNING_SECRET ?? "",
    },
  };

  const onTeams = (id: string): Device => {
    const demo = demoPeople.find((person) => person.id === id);
    const person = teams.people.get(demo?.teams ?? "");
    if (!person) throw new Error(`nobody called ${id}`);
    const client = teamsPerson(teams, door.teams, person);
    const cards = () => client.messages().flatMap(({ card }) => (card ? [plain(teamsText(card))] : []));
    return {
      arrive: () => client.install(),
      say: (text) => client.say(text),
      press: (label, fill) => client.press(label, { ...(fill && { fill }) }),
      link: (label) => client.link(label),
      closeDialog: () => client.closeDialog(),
      redeliver: () => client.redeliver(),
      card: () => cards().at(-1) ?? "",
      cards,
      dialog: () => {
        const dialog = client.dialog();
        return dialog && plain(`${dialog.title}\n${teamsText(dialog.card)}`);
      },
      notice: () => client.notice(),
    };
  };

  const onSlack = (id: string): Device => {
    const user = demoPeople.find((person) => person.id === id)?.slack ?? "";
    const person = slackPerson(slack, door.slack, user);
    const own = () => slack.messagesOf(user).filter(({ from, only }) => from === slack.botUser && !only);
    const read = () => own().map(({ blocks }) => plain(slackText(blocks)));
    return {
      arrive: () => person.say("hej"),
      say: (text) => person.say(text),
      press: (label, fill = {}) =>
        person.modal()?.view.submit?.text === label ? person.submit(fill) : person.press(label, { fill }),
      link: (label) => person.link(label),
      closeDialog: () => person.closeModal(),
      redeliver: () => person.redeliver(),
      card: () => read().at(-1) ?? "",
      cards: read,
      dialog: () => {
        const modal = person.modal();
        return modal && plain(textOfModal(modal));
      },
      notice: () => {
        const said = slack.messagesOf(user).findLast(({ only }) => only);
        return said && slackText(said.blocks);
      },
    };
  };

  return {
    clock,
    teams,
    slack,
    env,
    tables,
    logged,
    door,
    get home() {
      return home;
    },
    on: { teams: onTeams, slack: onSlack },
    slackPerson: (user: string) => slackPerson(slack, door.slack, user),
    /** Waits until everything that is under way has arrived. */
    settled: () => home.settled(),
    /** Ends the process's house and opens another over the same tables. */
    async restart(more: Partial<HomeOptions> = {}) {
      await home.settled();
      await home.close();
      home = await open(more);
      point(home);
    },
    /** Sends the people to the doors of another house over the same tables. */
    pointAt(url: string) {
      at.url = url;
    },
    /** The records in the table, read as they are stored. */
    async records(): Promise<Entry[]> {
      const found: Entry[] = [];
      for (const half of ["2025H2", "2026H1", "2026H2"]) {
        const { items } = await tables.store.query({ index: "shelf", pk: `T#osby#${half}` });
        for (const item of items) {
          const entry = await readEntry(tables.store, osby, item.PK.split("#").at(-1) as RecordId);
          if (entry) found.push(entry);
        }
      }
      return found;
    },
  };
}

/** What keeps a number in one piece looks like any other space. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

export const platforms = ["teams", "slack"] as const;

/** Whether the journeys run in their long form: on both platforms, and for more days. */
export const long = process.env.JOURNEYS === "all";

/** Both platforms; in `npm test`, which must be short, only this one (`npm run journeys` has them all). */
export const platformsOr = (short: (typeof platforms)[number]) => (long ? platforms : [short]);
