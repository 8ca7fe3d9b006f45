import { inflateRawSync } from "node:zlib";
import { houseOf } from "#bot/config";
import type { Action } from "#cards/card";
import type { TeamsCard } from "#cards/teams-elements";
import { headings } from "#domain/kinds/codes";
import type { Person } from "#domain/person";
import type { Entry, LocalDate, PersonId, UnitId } from "#domain/record";
import { changePerson } from "#functions/people";
import { demoPeople } from "#local/people";
import { textOf as slackText } from "#local/slack/text";
import { textOfModal } from "#local/slack/workspace";
import { teamsPerson } from "#local/teams/client";
import { conversationOf } from "#local/teams/connector";
import { textOf as teamsText } from "#local/teams/text";
import { report } from "./casework.ts";
import { type Device, type Osby, osby } from "./osby.ts";

/** A lex Sarah case, press by press: what several journeys share. */

type Platform = "teams" | "slack";
type Role = Person["roles"][number]["role"];

/** Gives somebody a further role, since long ago. What is remembered of who holds what is a minute old at most. */
export async function give(
  town: Osby,
  id: string,
  role: Role,
  { unit = "arbete-valfard", deputyFor }: { unit?: string; deputyFor?: string } = {},
): Promise<void> {
  const held = {
    role,
    unit: unit as UnitId,
    from: "2020-01-01" as LocalDate,
    ...(deputyFor && { deputyFor: deputyFor as PersonId }),
  };
  await change(town, id, (person) => ({ ...person, roles: [...person.roles, held] }));
}

/** Changes what is kept of somebody, and waits until nobody remembers it otherwise. */
export async function change(town: Osby, id: string, how: (person: Person) => Person): Promise<void> {
  const house = houseOf(town.env, { now: town.clock.now });
  await changePerson(house, osby, id as PersonId, how);
  town.clock.turn(2);
}

/** Makes the bot known to people, and gives them by name. */
export async function arrive<N extends string>(
  town: Osby,
  platform: Platform,
  ...ids: readonly N[]
): Promise<Record<N, Device>> {
  const met = {} as Record<N, Device>;
  for (const id of ids) {
    met[id] = town.on[platform](id);
    await met[id].arrive();
  }
  return met;
}

export async function caseOf(town: Osby, id: string): Promise<Entry> {
  const entry = (await town.records()).find((each) => each.id === id);
  if (!entry) throw new Error(`no case ${id}`);
  return entry;
}

/** What the report says happened, in words that stand nowhere else. */
export const happened = "Den enskilde lämnades ensam en hel natt.";

/** Somebody has come to harm: reported as lex Sarah. */
export function mistreatment(town: Osby, anna: Device, more: Parameters<typeof report>[2] = {}) {
  return report(town, anna, {
    nature: "Missförhållande (lex Sarah)",
    category: "Övergrepp eller försummelse",
    what: happened,
    ...more,
  });
}

/** The first assessment: that it is investigated. */
export async function begin(town: Osby, sara: Device): Promise<void> {
  await sara.press("Första bedömningen");
  await sara.press("Nästa", { track: "lexSarah" });
  await sara.press("Bedöm", { trackReason: "Någon kan ha farit illa." });
  sara.closeDialog();
  await town.settled();
}

/** An entry of the journal, from the open case to the case again. */
export async function note(sara: Device, heading: string, text: string): Promise<void> {
  await sara.press("Ny anteckning");
  await sara.press("Spara", {
    heading,
    writtenOn: "2026-03-10",
    noteSource: "Samtal med personal",
    standing: heading === "causes" || heading === "again" ? "assessment" : "fact",
    note: text,
  });
}

/** What is written under a heading, in words that stand nowhere else. */
export const noteOn = (heading: string) => `Utredaren skriver om ${heading}.`;

/** Everything the investigation must hold, from the card to the closed dialog. */
export async function investigate(town: Osby, sara: Device): Promise<void> {
  await sara.press("Öppna ärendet");
  for (const heading of headings) await note(sara, heading, noteOn(heading));
  sara.closeDialog();
  await town.settled();
}

export async function propose(town: Osby, sara: Device, proposedDegree = "serious"): Promise<void> {
  await sara.press("Öppna ärendet");
  await sara.press("Föreslå beslut");
  await sara.press("Lämna förslag", { proposedDegree, proposalReason: "Tillsynen brast i flera timmar." });
  sara.closeDialog();
  await town.settled();
}

export async function decide(town: Osby, decider: Device, degree = "serious"): Promise<void> {
  await decider.press("Besluta");
  await decider.press("Besluta", { degree, degreeReason: "Livet var i fara." });
  decider.closeDialog();
  await town.settled();
}

export async function decideNotice(
  town: Osby,
  decider: Device,
  said: Readonly<Record<string, string>> = {},
): Promise<void> {
  await decider.press("Besluta om IVO");
  await decider.press("Besluta", {
    notice: "yes",
    noticeBasis: "delegation",
    noticeOn: "2026-03-10",
    noticeReason: "Det är allvarligt.",
    ...said,
  });
  decider.closeDialog();
  await town.settled();
}

/** From an open dialog or none, to none. */
export async function recordNotice(town: Osby, sara: Device, noticeSentOn = "2026-03-10"): Promise<void> {
  await sara.press("Öppna ärendet");
  await sara.press("Anmält till IVO");
  await sara.press("Spara", { noticeSentOn, ivoNumber: "3.1.1-01234/2026", diaryNumber: "KS 2026/77" });
  sara.closeDialog();
  await town.settled();
}

/** A button that nobody drew for this person, pressed all the same: what it shows. */
export async function craft(town: Osby, platform: Platform, id: string, action: Action): Promise<string> {
  const demo = demoPeople.find((person) => person.id === id);
  if (platform === "slack") {
    const user = demo?.slack ?? "";
    const { slack } = town;
    slack.modals.delete(user);
    const before = slack.messagesOf(user).length;
    const element = {
      type: "button",
      action_id: "dialog:0",
      text: { type: "plain_text", text: "?" },
      value: JSON.stringify(action),
    };
    const block = { type: "actions", block_id: "crafted", elements: [element] };
    const on = { channel: `D${user}`, ts: "1.000001", from: slack.botUser, text: "?", blocks: [block] };
    await town.slackPerson(user).press("?", { on: on as unknown as (typeof slack.messages)[number] });
    const modal = slack.modals.get(user);
    slack.modals.delete(user);
    const said = slack.messagesOf(user).slice(before);
    return [...(modal ? [textOfModal(modal)] : []), ...said.map(({ blocks }) => slackText(blocks))].join(
      "\n",
    );
  }
  const person = town.teams.people.get(demo?.teams ?? "");
  if (!person) throw new Error(`nobody called ${id}`);
  const client = teamsPerson(town.teams, town.door.teams, person);
  const submit = { type: "Action.Submit", title: "?", data: { action, msteams: { type: "task/fetch" } } };
  const card = { body: [{ type: "ActionSet", actions: [submit] }] } as unknown as TeamsCard;
  const message = {
    id: "1",
    conversation: conversationOf(person),
    from: person.id,
    text: "",
    updates: 0,
    card,
  };
  await client.press("?", { on: message });
  const dialog = client.dialog();
  return [...(dialog ? [dialog.title, teamsText(dialog.card)] : []), client.notice() ?? ""].join("\n");
}

/** What has been read of a case, by whom: the lines of the read log, oldest first. */
export async function reads(town: Osby, id: string): Promise<{ person: string; what: string }[]> {
  const { items } = await town.tables.store.query({ index: "reporter", pk: `T#osby#READOF#${id}` });
  const whole = await Promise.all(items.map((key) => town.tables.store.get(key)));
  return whole.map((item) => item?.line as { person: string; what: string });
}

/** A Word file as it lies in the answer: its text, run together. */
export function wordText(bytes: Uint8Array): string {
  const zip = Buffer.from(bytes);
  let entry = zip.readUInt32LE(zip.length - 6);
  while (zip.readUInt32LE(entry) === 0x02014b50) {
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((place) => zip.readUInt16LE(entry + place));
    const local = zip.readUInt32LE(entry + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(data, data + zip.readUInt32LE(entry + 20));
    const stored = zip.readUInt16LE(entry + 10) === 0;
    if (zip.toString("utf8", entry + 46, entry + 46 + name) === "word/document.xml")
      return (stored ? packed : inflateRawSync(packed))
        .toString("utf8")
        .replaceAll(/<[^>]+>/g, " ")
        .replaceAll("\u00a0", " ")
        .replaceAll("\u2011", "-");
    entry += 46 + name + extra + comment;
  }
  throw new Error("no word/document.xml in the file");
}
