import { timingSafeEqual } from "node:crypto";
import type { Action, Reply } from "#cards/card";
import { answerCard, askCode, codeCard, ownCodeCard } from "#cards/code-card";
import { problemLine } from "#cards/record-card";
import { shownInstant } from "#cards/when";
import { isHidden } from "#domain/access";
import { localDate, plusMinutes } from "#domain/calendar";
import { hasCode, type Kind } from "#domain/kind";
import { unitPath } from "#domain/municipality";
import type { Answers, Entry, Instant, RecordId } from "#domain/record";
import { type Caller, refuse } from "./caller.ts";
import { openTexts } from "./drafts.ts";
import { recordIdOf } from "./house.ts";
import { changePerson } from "./people.ts";
import { fresh } from "./perform.ts";
import { logged } from "./read.ts";
import { readEntry } from "./storage/records.ts";
import { type DataKey, digest } from "./storage/vault.ts";

/**
 * The code of a record whose sender is anonymous: its number and four letters more that follow from its own key.
 * Nothing of it is stored, and it is gone with the key. Whoever has it may have the answer read to them, and no more.
 */

/** So many wrong codes an hour: of some 800 000 that a number may have, whoever guesses tries few. */
const mostTries = 5;
const triesMinutes = 60;
/** At an account that several use, whoever comes next must not see it. */
const sharedMinutes = 60;

/**
 * The code of a record, to whoever registered it, and logged: at an account that several use only while they still
 * stand there. Undefined when it has none, its key is gone, or the reading cannot be logged.
 */
export async function ownCode(
  { house, person }: Pick<Caller, "house" | "person">,
  kind: Kind,
  entry: Entry,
): Promise<string | undefined> {
  const late = person.shared && plusMinutes(entry.reportedAt, sharedMinutes) < house.now();
  if (entry.by !== person.id || late || !hasCode(kind, entry.answers)) return undefined;
  const key = await house.vault.recordKey(entry.tenant, entry.id);
  return key && (await logged(house, person, entry, "code")) ? codeFrom(key, entry) : undefined;
}

function codeFrom(key: DataKey, { tenant, id }: Pick<Entry, "tenant" | "id">): string {
  const bytes = Buffer.from(digest(key, `code|${tenant}|${id}`), "hex");
  return `${id}-${recordIdOf(bytes).slice(0, 4)}`;
}

/**
 * Asks for a code, and shows the answer that it is for; with a `record`, its code to whoever registered it. A wrong
 * code, no answer yet, another municipality's, nothing there: one and the same is said, after the same work.
 */
export async function answerByCode(
  caller: Caller,
  { record }: Extract<Action, { do: "code" }>,
  inputs: Answers,
): Promise<Reply> {
  if (record !== undefined) return showOwnCode(caller, record as RecordId);
  if (caller.surface !== "dialog") return { type: "card", card: codeCard() };
  if (inputs.code === undefined) return { type: "dialog", card: askCode() };
  const said = [inputs.code].flat().join(" ");
  if (said.trim() === "") return wrong(said, "required");
  const reader = await fresh(caller);
  const { house, person } = reader;
  const at = house.now();
  // Counted first: of many at once no more are tried.
  if (!(await mayTry(reader, at))) return wrong(said, "tooManyTries");
  const found = await find(reader, said);
  if (!found) return wrong(said, "wrongCode");
  await forgive(reader, at);
  if (!(await logged(house, person, found.entry, "code")))
    return refuse(caller, undefined, { key: "notLogged" });
  return { type: "dialog", card: answerCard(found.answer, shownInstant(found.at)) };
}

function wrong(said: string, key: "required" | "wrongCode" | "tooManyTries"): Reply {
  const problems = [{ field: "code", text: problemLine({ key }) }];
  return { type: "problems", problems, card: askCode(said, key) };
}

/** What the code is for, if it is right and there is an answer that the caller may see. */
async function find(
  { house, municipality, person }: Caller,
  said: string,
): Promise<{ entry: Entry; answer: string; at: Instant } | undefined> {
  const { tenant } = person;
  const letters = said.toUpperCase().replaceAll(/[^A-Z\d]/g, "");
  const id = `${letters.slice(0, 4)}-${letters.slice(4, 8)}` as RecordId;
  const entry = await readEntry(house.store, tenant, id);
  // Of what is not there something is worked out all the same.
  const key = (await house.vault.recordKey(tenant, id)) ?? (await house.vault.mint("code"));
  const right = codeFrom(key, { tenant, id }).slice(-4);
  const same = timingSafeEqual(Buffer.from(right), Buffer.from(letters.slice(8, 12).padEnd(4)));
  const kind = entry && house.register[entry.kind]?.kind;
  const { code } = kind ?? {};
  const sealed = code && entry?.sealed[code.field];
  if (!same || letters.length !== 12 || !entry || !kind || !code || !sealed) return undefined;
  const around = {
    day: localDate(house.now()),
    path: unitPath(municipality, entry.unit).map((unit) => unit.id),
  };
  // To whoever it is hidden from there is no such case, whatever they have been told.
  if (!hasCode(kind, entry.answers) || isHidden(person, entry, around)) return undefined;
  const { [code.field]: answer = "" } = openTexts(key, `${tenant}|${id}`, { [code.field]: sealed });
  const answers = ({ act }: Entry["history"][number]) =>
    kind.acts[act]?.asks?.some(({ fields }) => fields.includes(code.field));
  return { entry, answer, at: entry.history.findLast(answers)?.at ?? entry.reportedAt };
}

/** Notes a try; false when there have been too many within the hour, also for a right code. */
async function mayTry({ house, person }: Caller, at: Instant): Promise<boolean> {
  const since = plusMinutes(at, -triesMinutes);
  let may = false;
  await changePerson(house, person.tenant, person.id, (now) => {
    const recent = (now.codeTries ?? []).filter((each) => each > since);
    may = recent.length < mostTries;
    return may ? { ...now, codeTries: [...recent, at] } : undefined;
  });
  if (!may) house.log({ at, tenant: person.tenant, why: "too many codes tried" });
  return may;
}

/** A right code is no try. */
function forgive({ house, person }: Caller, at: Instant): Promise<void> {
  return changePerson(house, person.tenant, person.id, ({ codeTries = [], ...now }) => ({
    ...now,
    codeTries: codeTries.includes(at) ? codeTries.toSpliced(codeTries.indexOf(at), 1) : codeTries,
  }));
}

/** Shows the code to whoever registered it: at an account that several use, only while they still stand there. */
async function showOwnCode(caller: Caller, record: RecordId): Promise<Reply> {
  const { house, person } = caller;
  const entry = await readEntry(house.store, person.tenant, record);
  const kind = entry && house.register[entry.kind]?.kind;
  const code = kind && (await ownCode(caller, kind, entry));
  return code
    ? { type: "dialog", card: ownCodeCard(code) }
    : refuse(caller, undefined, { key: "noSuchCase" });
}
