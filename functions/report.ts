import type { Action, Reply } from "#cards/card";
import { noteCard, problemLine } from "#cards/record-card";
import { say } from "#cards/text/sv";
import { shownInstant } from "#cards/when";
import { receive } from "#domain/decide";
import {
  type Draft,
  fieldsOf,
  forward,
  pageOf,
  type Read,
  readInputs,
  review,
  stepOf,
  unfinished,
} from "#domain/form";
import { reportingUnits } from "#domain/municipality";
import type { Answer, Answers, Entry, Problem, RecordId } from "#domain/record";
import { type Asked, askedBy, type Caller, refuse, sceneOf } from "./caller.ts";
import { currentDraft, expiryOf, mintDraft, openDraft, sealTexts, showDraft, type Texts } from "./drafts.ts";
import { changePerson } from "./people.ts";
import { perform } from "./perform.ts";
import { showReceipt } from "./read.ts";
import { dropDraft, readEntry, saveDraft, saveEntry } from "./storage/records.ts";
import { digest } from "./storage/vault.ts";

type Of<D extends Action["do"]> = Extract<Action, { do: D }>;

/** Begins a report. One already under way is offered instead, unless it is to begin afresh. */
export async function start(caller: Caller, { form, afresh }: Of<"start">): Promise<Reply> {
  const asked = askedBy(caller.house, form);
  if (!asked || asked.act) return refuse(caller, undefined, { key: "oldCard" });
  const current = await currentDraft(caller, form);
  if (current && !afresh) {
    if (current.seen.length === 0 || caller.surface === "dialog") return show(caller, asked, current);
    return { type: "card", card: offer(caller, current) };
  }
  return begin(caller, form, asked);
}

/** Begins the form of an act on a case; one already under way for the same version goes on. */
export async function ask(caller: Caller, form: string, asked: Asked, about: Draft["about"]): Promise<Reply> {
  const current = await currentDraft(caller, form, about?.record);
  if (current && current.about?.version === about?.version) return show(caller, asked, current);
  return begin(caller, form, asked, about);
}

/** A new draft in place of whatever was there. */
async function begin(caller: Caller, form: string, asked: Asked, about?: Draft["about"]): Promise<Reply> {
  const draft = await mintDraft(caller, form, asked, about);
  await dropDraft(caller.house.store, draft);
  await saveDraft(caller.house.store, draft, expiryOf(caller));
  return show(caller, asked, (await currentDraft(caller, form, about?.record)) ?? draft);
}

function offer({ house }: Caller, draft: Draft) {
  return noteCard(
    say.draft.title,
    [say.draft.text(shownInstant(draft.startedAt, house.now()))],
    [
      { label: say.resume, action: { do: "resume", form: draft.form }, opens: "turn", style: "primary" },
      { label: say.afresh, action: { do: "start", form: draft.form, afresh: true }, opens: "turn" },
    ],
  );
}

/** Shows an unfinished form where it stands. */
export async function resume(caller: Caller, { form, record }: Of<"resume">): Promise<Reply> {
  const asked = askedBy(caller.house, form);
  const draft = asked && (await currentDraft(caller, form, record as RecordId | undefined));
  if (!asked || !draft) return refuse(caller, asked?.words, { key: "noSuchDraft" });
  return show(caller, asked, draft);
}

/** Answers a step: read, sealed, saved, and the next one shown. An old card only shows where one is. */
export async function answer(caller: Caller, action: Of<"answer">, inputs: Answers): Promise<Reply> {
  const found = await find(caller, action);
  if ("type" in found) return found;
  const { asked, draft } = found;
  if (draft.step !== action.step) return show(caller, asked, draft);
  const page = pageOf(asked.form, draft.step, draft.answers, caller.surface);
  const names = fieldsOf(asked.form, page, caller.surface);
  const given: Answers = { ...inputs, ...(action.pick && { [action.pick.field]: action.pick.value }) };
  // On a dialog the texts given before stand in their inputs; in the chat an empty input keeps them.
  const kept = caller.surface === "message" ? Object.keys(draft.sealed) : [];
  const read = readInputs(asked.form, names, given, kept, formContext(caller));
  if (read.problems.length > 0) return wrong(caller, asked, draft, given, read);
  const opened = await openDraft(caller, draft);
  const answered = merge(
    draft,
    names,
    read,
    opened.seal(read.texts),
    kept,
    page.map(({ name }) => name),
  );
  const texts = { ...opened.texts, ...read.texts };
  if (page.some((step) => step.sends)) return submit(caller, asked, answered, texts);
  const next = {
    ...answered,
    step: forward(asked.form, answered, caller.surface),
    touchedAt: caller.house.now(),
  };
  return keep(caller, asked, next, texts);
}

/** Shows another step of the draft. */
export async function goto(caller: Caller, action: Of<"goto">): Promise<Reply> {
  const found = await find(caller, action);
  if ("type" in found) return found;
  const { asked, draft } = found;
  if (!stepOf(asked.form, action.step) && action.step !== review) return show(caller, asked, draft);
  const { texts } = await openDraft(caller, draft);
  return keep(caller, asked, { ...draft, step: action.step, touchedAt: caller.house.now() }, texts);
}

/** Sends what has been read through, or shows the first thing that is still missing. */
export async function send(caller: Caller, action: Of<"send">): Promise<Reply> {
  const found = await find(caller, action);
  if ("type" in found) return found;
  const { asked, draft } = found;
  const { texts } = await openDraft(caller, draft);
  return submit(caller, asked, draft, texts);
}

/** Throws the draft away. Nothing has been sent. */
export async function cancel(caller: Caller, action: Of<"cancel">): Promise<Reply> {
  const found = await find(caller, action);
  return "type" in found ? found : drop(caller, found.asked, found.draft);
}

/** "Avbryt", as a word: throws away the unfinished report, if there is one. */
export async function forget(caller: Caller, form: string): Promise<Reply> {
  const asked = askedBy(caller.house, form);
  const draft = asked && (await currentDraft(caller, form));
  return draft ? drop(caller, asked, draft) : { type: "card", card: noteCard(say.draft.none, []) };
}

async function drop(caller: Caller, asked: Asked, draft: Draft): Promise<Reply> {
  await dropDraft(caller.house.store, draft);
  if (caller.surface === "dialog") return { type: "close" };
  return { type: "card", card: noteCard(say.draft.cancelled, [], [startButton(asked)]) };
}

/** The button that begins a report of this kind. */
export function startButton({ kind }: Pick<Asked, "kind">) {
  return {
    label: say.report,
    action: { do: "start", form: kind.name },
    opens: "turn",
    style: "primary",
  } as const;
}

/** The draft that a button belongs to. One already sent answers with its receipt; another one with itself. */
async function find(
  caller: Caller,
  action: { form: string; draft: string; record?: string | undefined },
): Promise<{ asked: Asked; draft: Draft } | Reply> {
  const { house, person } = caller;
  const asked = askedBy(house, action.form);
  if (!asked) return refuse(caller, undefined, { key: "oldCard" });
  const draft = await currentDraft(caller, action.form, action.record as RecordId | undefined);
  const [id, nonce] = action.draft.split(".");
  if (draft && draft.nonce === nonce) return { asked, draft };
  const sent = id ? await readEntry(house.store, person.tenant, id as RecordId) : undefined;
  if (sent && sent.nonce === nonce && sent.by === person.id) return showReceipt(caller, sent);
  return draft ? show(caller, asked, draft) : refuse(caller, asked.words, { key: "noSuchDraft" });
}

async function show(caller: Caller, asked: Asked, draft: Draft): Promise<Reply> {
  const { texts } = await openDraft(caller, draft);
  return showDraft(caller, asked, draft, texts);
}

/** Saves the draft and shows where it stands; if another device was first, shows where that left it. */
async function keep(
  caller: Caller,
  asked: Asked,
  draft: Draft,
  texts: Texts,
  problems: readonly Problem[] = [],
): Promise<Reply> {
  if ((await saveDraft(caller.house.store, draft, expiryOf(caller))) === "ok")
    return showDraft(caller, asked, draft, texts, problems);
  const other = await currentDraft(caller, draft.form, draft.about?.record);
  return other ? show(caller, asked, other) : refuse(caller, asked.words, { key: "noSuchDraft" });
}

function merge(
  draft: Draft,
  names: readonly string[],
  read: Read,
  sealed: Draft["sealed"],
  kept: readonly string[],
  seen: readonly string[],
): Draft {
  const emptied = names.filter(
    (name) => !(name in read.answers) && !(name in read.texts) && !kept.includes(name),
  );
  const without = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !emptied.includes(name)));
  return {
    ...draft,
    answers: { ...without(draft.answers), ...read.answers },
    sealed: { ...without(draft.sealed), ...sealed },
    seen: [...new Set([...draft.seen, ...seen])],
  };
}

/** What is wrong, in words; on a dialog with the page as it was typed. */
function wrong(caller: Caller, asked: Asked, draft: Draft, given: Answers, read: Read): Reply {
  const problems = read.problems.map((problem) => ({
    ...(problem.field && { field: problem.field }),
    text: caller.surface === "message" ? labelled(asked, problem) : problemLine(problem),
  }));
  if (caller.surface === "message") return { type: "problems", problems };
  const typed = Object.fromEntries(
    Object.entries(given).filter((pair): pair is [string, string] => isText(pair[1])),
  );
  const redrawn = showDraft(
    caller,
    asked,
    { ...draft, answers: { ...draft.answers, ...read.answers } },
    typed,
    read.problems,
  );
  return { type: "problems", problems, ...("card" in redrawn && redrawn.card && { card: redrawn.card }) };
}

const isText = (value: Answer) => typeof value === "string";

function labelled({ words }: Asked, problem: Read["problems"][number]): string {
  const label = problem.field && words.fields[problem.field]?.label;
  return label ? `${label}: ${problemLine(problem)}` : problemLine(problem);
}

function formContext({ house, municipality }: Caller) {
  return { now: house.now(), units: reportingUnits(municipality).map(({ id }) => id) };
}

async function submit(caller: Caller, asked: Asked, draft: Draft, texts: Texts): Promise<Reply> {
  const gap = unfinished(asked.form, draft, formContext(caller));
  if (gap)
    return keep(
      caller,
      asked,
      { ...draft, step: gap.step, touchedAt: caller.house.now() },
      texts,
      gap.problems,
    );
  if (asked.act === undefined || !draft.about)
    return showReceipt(caller, await record(caller, asked, draft, texts));
  const outcome = await perform(
    caller,
    draft.about.record,
    asked.act,
    draft.about.version,
    draft.answers,
    texts,
  );
  if ("key" in outcome) return refuse(caller, asked.words, outcome);
  await dropDraft(caller.house.store, draft);
  return showReceipt(caller, outcome.entry);
}

/**
 * Makes the record: its key, itself, and the draft gone, in that order. The acknowledgement leaves after
 * the record is written; sent again, the same draft finds the same record.
 */
async function record(caller: Caller, asked: Asked, draft: Draft, texts: Texts): Promise<Entry> {
  const { house, person, municipality, platform, card } = caller;
  const { tenant } = person;
  const { kind } = asked;
  const key = await house.vault.makeRecordKey(tenant, draft.id);
  const said = {
    answers: draft.answers,
    sealed: sealTexts(key, `${tenant}|${draft.id}`, texts),
    body: digest(key, JSON.stringify([draft.answers, texts])),
  };
  const from = {
    id: draft.id,
    nonce: draft.nonce,
    by: person.id,
    ...(card && { receipt: { platform, ref: card } }),
  };
  const entry = receive(await sceneOf(house, municipality, kind), from, said);
  if ((await saveEntry(house.store, kind, entry)) === "conflict") {
    const there = await readEntry(house.store, tenant, draft.id);
    // Somebody else's record under our number: a collision, so take another number.
    if (there?.nonce !== draft.nonce) return record(caller, asked, { ...draft, id: house.recordId() }, texts);
    await dropDraft(house.store, draft);
    return there;
  }
  await dropDraft(house.store, draft);
  if (person.unit === undefined && !person.shared)
    await changePerson(house, tenant, person.id, (now) =>
      now.unit ? undefined : { ...now, unit: entry.unit },
    );
  house.saved(tenant, entry.id);
  return entry;
}
