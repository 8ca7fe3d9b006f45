import { viewOf } from "#domain/access";
import { decide, receive, refused, type Said } from "#domain/decide";
import { type Draft, isSo } from "#domain/form";
import type { Act } from "#domain/kind";
import type { Person } from "#domain/person";
import { aroundOf, type Scene } from "#domain/place";
import { type Answers, baseOf, type Entry, type Problem, type RecordId, theHouse } from "#domain/record";
import { type Caller, sceneOf } from "./caller.ts";
import { openTexts, sealTexts, type Texts } from "./drafts.ts";
import { type House, readRecordId } from "./house.ts";
import { merged } from "./merging.ts";
import { readPerson } from "./people.ts";
import { readEntry, saveEntry, savePart } from "./storage/records.ts";
import { type DataKey, digest } from "./storage/vault.ts";

/** What somebody says with an act, and the form it was said in: the record that it may begin has the form's id. */
export interface Spoken {
  readonly answers: Answers;
  readonly texts: Texts;
  readonly draft?: Pick<Draft, "id" | "nonce" | "startedAt" | "shown">;
}

const nothing: Spoken = { answers: {}, texts: {} };

/**
 * Decides and saves. When only bookkeeping came between (delivery marked an errand), it is read and decided
 * again, at most 20 times; when somebody acted, the person is told who.
 */
export async function perform(
  caller: Caller,
  record: RecordId,
  name: string,
  seen: number,
  spoken: Spoken = nothing,
): Promise<{ entry: Entry; person: Person } | Problem> {
  const { house, municipality } = caller;
  const { person } = await fresh(caller);
  for (let attempt = 1; attempt <= 20; attempt++) {
    const entry = await readEntry(house.store, person.tenant, record);
    const kind = entry && house.register[entry.kind]?.kind;
    if (!entry || !kind) return { key: "noSuchCase" };
    // The same form sent twice has had its effect.
    const { draft } = spoken;
    if (draft && entry.history.some(({ form }) => form === draft.id)) return { entry, person };
    const scene = await sceneOf(house, municipality, kind);
    const problem = refused(scene, entry, name, person, seen);
    if (problem) return problem;
    const key = await keyFor(house, entry);
    if (!key) return { key: "noSuchCase" };
    const told = draft?.shown ? besides(entry, key, spoken, draft.shown) : spoken;
    if ("key" in told) return told;
    const how = kind.acts[name];
    const said = how && (await saidOf({ ...caller, person }, scene, entry, how, key, told));
    if (!said || "problem" in said) return said?.problem ?? { key: "notAllowed" };
    const outcome = decide(scene, entry, name, person, seen, { ...said, ...(draft && { form: draft.id }) });
    if ("key" in outcome) return outcome;
    if ((await saveEntry(house.store, kind, outcome.entry)) === "ok") {
      house.saved(person.tenant, record);
      return { ...outcome, person };
    }
    await house.pause(attempt);
  }
  return { key: "tryAgain" };
}

/** What somebody has changed of what was shown to them, unless others have answered the same otherwise since. */
function besides(entry: Entry, key: DataKey, spoken: Spoken, shown: Answers): Spoken | Problem {
  const sealed = only(entry.sealed, (name) => baseOf(name) in spoken.texts);
  const texts = openTexts(key, `${entry.tenant}|${entry.id}`, sealed);
  const { clashes, ...changed } = merged(entry, texts, { ...spoken, shown });
  const [field] = clashes;
  return field ? { key: "answeredMeanwhile", field } : { ...spoken, ...changed };
}

/**
 * The record's own key. What nobody wrote, such as a planned compilation, gets one with its first text; one that
 * had a key and has it no more is disposed of.
 */
async function keyFor({ vault }: House, { tenant, id, by, sealed }: Entry): Promise<DataKey | undefined> {
  const unwritten = by === theHouse && Object.keys(sealed).length === 0;
  return unwritten ? vault.makeRecordKey(tenant, id) : vault.recordKey(tenant, id);
}

/**
 * What was said, sealed where it belongs: on the case, in a journal entry of its own, or in the record that it
 * begins. What is written outside of the case is written first: without the case nothing points to it.
 */
async function saidOf(
  caller: Caller,
  scene: Scene,
  entry: Entry,
  how: Act,
  key: DataKey,
  { answers, texts, draft }: Spoken,
): Promise<Said | { problem: Problem }> {
  const { house, municipality, person } = caller;
  const { tenant, id } = entry;
  const body = digest(key, JSON.stringify([answers, texts]));
  if (how.refers) {
    const other = await referred(caller, scene, entry, texts[how.refers] ?? "");
    if ("key" in other) return { problem: { ...other, field: how.refers } };
    return { answers, sealed: sealTexts(key, `${tenant}|${id}`, texts), body, joins: other.id };
  }
  if (how.writes && draft) {
    // Its own text: another text sent by the same form after a fault is another entry.
    const part = `${draft.startedAt}#${draft.id}#${body.slice(0, 12)}`;
    await savePart(house.store, tenant, id, part, sealTexts(key, `${tenant}|${id}|${part}`, texts));
    return { answers, sealed: {}, body, part };
  }
  const { makes } = how;
  const made = makes && house.register[makes.kind]?.kind;
  if (!made || !draft || (makes.when && !isSo(answers, makes.when)))
    return { answers, sealed: sealTexts(key, `${tenant}|${id}`, texts), body };
  const goes = (name: string) => makes.fields?.includes(name) ?? true;
  const theirs = { answers: only(answers, goes), texts: only(texts, goes) };
  const own = only(texts, (name) => !goes(name));
  const newKey = await house.vault.makeRecordKey(tenant, draft.id);
  const record = receive(
    await sceneOf(house, municipality, made),
    { ...draft, by: person.id, from: entry },
    {
      answers: { unit: entry.unit, ...makes.answers(entry.answers, entry), ...theirs.answers },
      sealed: sealTexts(newKey, `${tenant}|${draft.id}`, theirs.texts),
      body: digest(newKey, JSON.stringify([theirs.answers, theirs.texts])),
    },
  );
  return { answers, sealed: sealTexts(key, `${tenant}|${id}`, own), body, made: record };
}

/** Of what was said, the fields that are wanted. */
const only = <T>(all: Readonly<Record<string, T>>, wanted: (name: string) => boolean) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => wanted(name)));

/** Another case by its number, which the person may see whole and which is still open. */
async function referred(
  { house, person }: Caller,
  scene: Scene,
  entry: Entry,
  said: string,
): Promise<Entry | Problem> {
  // Asked for a number, eight letters are one, with or without what stands between.
  const id = readRecordId(said.replace(/^\W*(\w{4})\W*(\w{4})\W*$/, "$1-$2"));
  const other = id && (await readEntry(house.store, entry.tenant, id));
  if (other && other.id === entry.id) return { key: "sameCase" };
  const ended = other && scene.kind.ended.includes(other.state);
  const seen =
    other?.kind === entry.kind && viewOf(scene.kind, person, other, aroundOf(scene, other)) === "full";
  if (!other || !seen || ended) return { key: "noSuchCase" };
  // Only whoever sees it learns that it is hidden from somebody.
  return other.hiddenFrom.length + other.hides.length > 0 ? { key: "guardedCase" } : other;
}

/** The caller with rights as they are now, not as remembered. */
export async function fresh(caller: Caller): Promise<Caller> {
  const person = await readPerson(caller.house, caller.person.tenant, caller.person.id);
  return { ...caller, person: person ?? { ...caller.person, roles: [] } };
}
