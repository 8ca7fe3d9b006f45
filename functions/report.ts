import type { Action, Button, Card, Reply } from "#cards/card";
import { noteCard, problemLine } from "#cards/record-card";
import { say } from "#cards/text/sv";
import { shownInstant } from "#cards/when";
import {
  type Draft,
  fieldsOf,
  forward,
  isSo,
  pageOf,
  type Read,
  readInputs,
  review,
  stepOf,
  stepsFor,
} from "#domain/form";
import type { Answers, Entry, RecordId } from "#domain/record";
import { offersFor } from "./appoint.ts";
import { type Asked, askedBy, askedOf, type Caller, mayStart, refuse } from "./caller.ts";
import {
  currentDraft,
  expiryOf,
  formContext,
  jourLine,
  keep,
  mintDraft,
  openDraft,
  show,
  showDraft,
} from "./drafts.ts";
import { type Look, look, showReceipt } from "./read.ts";
import { overtaken, showOutcome, submit } from "./send.ts";
import { dropDraft, readEntry, saveDraft } from "./storage/records.ts";

type Of<D extends Action["do"]> = Extract<Action, { do: D }>;

/**
 * Begins a report. One already under way is offered instead, unless it is to begin afresh; in `danger` it goes
 * back to its first question, which is that.
 */
export async function start(caller: Caller, { form, afresh }: Of<"start">, danger = false): Promise<Reply> {
  const asked = askedBy(caller.house, form);
  if (!asked || asked.act || !caller.municipality.kinds.includes(asked.kind.name))
    return refuse(caller, undefined, { key: "oldCard" });
  if (!(await mayBegin(caller, asked))) return refuse(caller, asked.words, { key: "mayNotStart" });
  // At a shared account an unfinished report may be another person's.
  const current = caller.person.shared ? undefined : await currentDraft(caller, form);
  const first = asked.form.steps[0]?.name;
  if (current && danger && first) {
    const { texts } = await openDraft(caller, current);
    return keep(caller, asked, { ...current, step: first, touchedAt: caller.house.now() }, texts);
  }
  if (current && !afresh) {
    if (current.seen.length === 0 || caller.surface === "dialog") return show(caller, asked, current);
    return { type: "card", card: offer(asked, current) };
  }
  return show(caller, asked, await begin(caller, form, asked));
}

/** Whether the caller may begin one, and has anything to choose there. */
async function mayBegin(caller: Caller, asked: Asked): Promise<boolean> {
  const offers = Object.values((await offersFor(caller, asked, {})) ?? {});
  return mayStart(caller, asked.kind) && offers.every((all) => all.length > 0);
}

/** Begins the form of an act on a case; one already under way goes on, whatever others did meanwhile. */
export async function ask(
  caller: Caller,
  form: string,
  asked: Asked,
  about: Draft["about"],
  entry: Entry,
): Promise<Reply> {
  // What several answer at the same time is asked as it stands now, and not as somebody left it.
  const merges = asked.kind.acts[asked.act ?? ""]?.merges;
  // Nor at a shared account, where an unsent form may be another person's.
  const anew = merges || caller.person.shared;
  const current = anew ? undefined : await currentDraft(caller, form, about?.record);
  if (current) {
    // The act is still allowed on the case as it is now, which is what the form then answers to.
    const { texts } = await openDraft(caller, current);
    const next = { ...current, ...(about && { about }), touchedAt: caller.house.now() };
    return keep(caller, asked, next, texts);
  }
  return show(caller, asked, await begin(caller, form, asked, about, entry));
}

/** A new draft in place of whatever was there. */
async function begin(
  caller: Caller,
  form: string,
  asked: Asked,
  about?: Draft["about"],
  entry?: Entry,
): Promise<Draft> {
  const draft = await mintDraft(caller, form, asked, about, entry);
  await dropDraft(caller.house.store, draft);
  const saved = await saveDraft(caller.house.store, draft, expiryOf(caller));
  // The same word twice at once: the other one's draft is as good.
  const other = saved === "ok" ? undefined : await currentDraft(caller, form, about?.record);
  return other ?? { ...draft, rev: draft.rev + 1 };
}

/** What is said of an unsent form: a report is called one, and danger never forgotten in it. */
const unsent = ({ words }: Pick<Asked, "words">) => (words.begin ? say.begun : say.draft);

function offer(asked: Asked, draft: Draft) {
  return noteCard(
    unsent(asked).title,
    [...(asked.words.begin ? [] : [say.home.danger]), say.draft.text(shownInstant(draft.startedAt))],
    [
      { label: say.resume, action: { do: "resume", form: draft.form }, opens: "turn", style: "primary" },
      { label: say.afresh, action: { do: "start", form: draft.form, afresh: true }, opens: "turn" },
    ],
  );
}

/** Shows an unfinished form where it stands. */
export async function resume(caller: Caller, { form, record }: Of<"resume">): Promise<Reply> {
  const asked = await askedOf(caller, form, record as RecordId | undefined);
  const draft = asked && (await currentDraft(caller, form, record as RecordId | undefined));
  if (asked && draft && (await stillSees(caller, draft))) return show(caller, asked, draft);
  return asked && caller.surface === "message"
    ? noDraft(asked)
    : refuse(caller, asked?.words, { key: "noSuchDraft" });
}

/** Whether the case that a form is about is still there for the caller: rights may have ended since it was begun. */
async function stillSees(caller: Caller, { about }: Draft): Promise<boolean> {
  return about === undefined || (await look(caller, about.record)) !== undefined;
}

function noDraft(asked: Asked): Reply {
  const lines = asked.words.begin ? [] : [say.danger.call];
  return { type: "card", card: noteCard(unsent(asked).none, lines, [startButton(asked)]) };
}

/** Answers a step: read, sealed, saved, and the next one shown. An old card only shows where one is. */
export async function answer(caller: Caller, action: Of<"answer">, inputs: Answers): Promise<Reply> {
  const urgent = askedBy(caller.house, action.form)?.kind.urgent;
  const alarm =
    urgent !== undefined && action.pick?.field === urgent.field && action.pick.value === urgent.is;
  const found = await find(caller, action, { step: action.step, alarm });
  if ("type" in found) return found;
  const { asked, seen } = found;
  // Danger is heard on whichever card it is pressed.
  const draft = alarm ? { ...found.draft, step: action.step } : found.draft;
  if (draft.step !== action.step) return show(caller, asked, draft, unsent(asked).here);
  const page = pageOf(asked.form, draft.step, draft.answers, caller.surface);
  const names = fieldsOf(asked.form, page, caller.surface);
  const given: Answers = { ...inputs, ...(action.pick && { [action.pick.field]: action.pick.value }) };
  // On a dialog the texts given before stand in their inputs; in the chat an empty input keeps them.
  const kept = caller.surface === "message" || caller.person.shared ? Object.keys(draft.sealed) : [];
  const read = readInputs(asked.form, names, given, kept, await formContext(caller, asked, draft));
  if (read.problems.length > 0) return wrong(caller, asked, draft, names, given, read);
  const { redirects } = asked.kind;
  if (!asked.act && redirects && isSo(read.answers, redirects))
    return redirect(caller, asked, draft, String(read.answers[redirects.field]));
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
  if (page.some((step) => step.sends))
    return submit(caller, asked, answered, texts, (entry) =>
      goOn(caller, action.form, asked, entry, answered),
    );
  const next = {
    ...answered,
    step: forward(asked.form, answered, caller.surface),
    touchedAt: caller.house.now(),
  };
  const late = seen && (await overtaken(caller, asked, next, seen));
  return late ?? keep(caller, asked, next, texts);
}

/** The next part of what is asked a part at a time, or what has come of it. */
async function goOn(
  caller: Caller,
  form: string,
  { kind, act = "" }: Asked,
  entry: Entry,
  { answers }: Draft,
): Promise<Reply | undefined> {
  const next = kind.acts[act]?.goesOn && kind.carries?.(entry).next?.(answers);
  const asked = next && askedBy(caller.house, form, entry);
  if (!next || !asked) return undefined;
  const draft = await begin(caller, form, asked, { record: entry.id, version: entry.version }, entry);
  const there = { ...draft, answers: { ...draft.answers, ...next } };
  const [first] = stepsFor(asked.form, there.answers, caller.surface);
  const { texts } = await openDraft(caller, draft);
  return keep(caller, asked, { ...there, step: first?.name ?? draft.step }, texts);
}

/** Shows another step of the draft. What was typed on a dialog's page and can stand is kept on the way. */
export async function goto(caller: Caller, action: Of<"goto">, inputs: Answers): Promise<Reply> {
  const found = await find(caller, action);
  if ("type" in found) return found;
  const { asked, draft } = found;
  if (!stepOf(asked.form, action.step) && action.step !== review) return show(caller, asked, draft);
  const opened = await openDraft(caller, draft);
  const page =
    caller.surface === "dialog" ? pageOf(asked.form, draft.step, draft.answers, caller.surface) : [];
  const names = fieldsOf(asked.form, page, caller.surface);
  const read = readInputs(asked.form, names, inputs, names, await formContext(caller, asked, draft));
  const typed = merge(draft, names, read, opened.seal(read.texts), names, []);
  const next = { ...typed, step: action.step, touchedAt: caller.house.now() };
  return keep(caller, asked, next, { ...opened.texts, ...read.texts });
}

/** Sends what has been read through, or shows the first thing that is still missing. */
export async function send(caller: Caller, action: Of<"send">): Promise<Reply> {
  const found = await find(caller, action);
  if ("type" in found) return found;
  const { asked, draft } = found;
  const { texts } = await openDraft(caller, draft);
  return submit(caller, asked, draft, texts);
}

/** Of these forms, the one that the caller was at last and has not sent. */
export async function latest(caller: Caller, forms: readonly string[]): Promise<string | undefined> {
  const drafts = await Promise.all(forms.map((form) => currentDraft(caller, form)));
  const begun = drafts.flatMap((draft) => draft ?? []);
  return begun.sort((a, b) => b.touchedAt.localeCompare(a.touchedAt))[0]?.form;
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
  return draft
    ? drop(caller, asked, draft)
    : asked
      ? noDraft(asked)
      : refuse(caller, undefined, { key: "noSuchDraft" });
}

async function drop(caller: Caller, asked: Asked, draft: Draft): Promise<Reply> {
  await dropDraft(caller.house.store, draft);
  if (caller.surface === "dialog") return { type: "close" };
  return { type: "card", card: noteCard(unsent(asked).cancelled, [], [startButton(asked)]) };
}

/** What was begun belongs elsewhere: nothing of it is kept, and where it belongs is said. */
async function redirect(caller: Caller, asked: Asked, draft: Draft, to: string): Promise<Reply> {
  await dropDraft(caller.house.store, draft);
  const card = redirectCard(caller, asked, to);
  return caller.surface === "dialog"
    ? { type: "dialog", card: { ...card, surface: "dialog", buttons: [] } }
    : { type: "card", card };
}

/** Where something belongs that is no report of this kind. */
export function redirectCard(caller: Caller, asked: Pick<Asked, "kind" | "words">, to: string): Card {
  const { title = "", text = "", call, at } = asked.words.redirects?.[to] ?? {};
  const { intake, faultReport } = caller.municipality;
  const numbers = intake.map(jourLine).join(", ");
  const lines = [
    ...(call && numbers ? [call(numbers)] : []),
    text,
    ...(at && faultReport ? [at(faultReport)] : []),
  ];
  return noteCard(title, lines, [startButton(asked)]);
}

/** The button that begins a report of this kind. */
export function startButton({ kind, words }: Pick<Asked, "kind" | "words">): Button {
  return {
    label: words.begin ?? words.report ?? say.report,
    action: { do: "start", form: kind.name },
    opens: "turn",
    ...(!words.begin && !words.report && { style: "primary" }),
  };
}

/**
 * The draft that a button belongs to. One already sent answers with what came of it; another with itself. The
 * first card of a report that is gone begins a new one: whoever presses "in danger" on an old card must not
 * be told that the card is old.
 */
async function find(
  caller: Caller,
  action: { form: string; draft: string; record?: string | undefined },
  pressed?: { step: string; alarm: boolean },
): Promise<{ asked: Asked; draft: Draft; seen?: Look } | Reply> {
  const { house, person } = caller;
  const asked = await askedOf(caller, action.form, action.record as RecordId | undefined);
  if (!asked) return refuse(caller, undefined, { key: "oldCard" });
  const draft = await currentDraft(caller, action.form, action.record as RecordId | undefined);
  const [id, nonce] = action.draft.split(".");
  const seen = draft?.about && (await look(caller, draft.about.record));
  if (draft?.about && !seen) return refuse(caller, undefined, { key: "noSuchCase" });
  if (draft && draft.nonce === nonce) return { asked, draft, ...(seen && { seen }) };
  const first = !asked.act && pressed !== undefined && pressed.step === asked.form.steps[0]?.name;
  const about = action.record ?? id;
  const entry = about ? await readEntry(house.store, person.tenant, about as RecordId) : undefined;
  // An act's form is known by itself: that somebody did the same before is no sign that this was sent.
  const acted = entry?.history.some(({ form, by }) => form === id && by === person.id);
  const sent = asked.act ? acted : entry?.nonce === nonce && entry?.by === person.id;
  if (first && (!sent || pressed.alarm)) {
    if (!draft && !(await mayBegin(caller, asked)))
      return refuse(caller, asked.words, { key: "mayNotStart" });
    return { asked, draft: draft ?? (await begin(caller, action.form, asked)) };
  }
  if (entry && sent) return asked.act ? showOutcome(caller, entry, asked) : showReceipt(caller, entry);
  if (draft) return show(caller, asked, draft, unsent(asked).here);
  if (asked.act || caller.surface === "dialog") return refuse(caller, asked.words, { key: "noSuchDraft" });
  const lines = asked.words.begin ? [say.begun.gone] : [say.danger.call, say.draft.gone];
  return { type: "card", card: noteCard(unsent(asked).goneTitle, lines, [startButton(asked)]) };
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
async function wrong(
  caller: Caller,
  asked: Asked,
  draft: Draft,
  names: readonly string[],
  given: Answers,
  read: Read,
): Promise<Reply> {
  const problems = read.problems.map((problem) => ({
    ...(problem.field && { field: problem.field }),
    text: caller.surface === "message" ? labelled(asked, problem) : problemLine(problem),
  }));
  if (caller.surface === "message") return { type: "problems", problems };
  const isTyped = (name: string) =>
    ["text", "moment", "number"].includes(asked.form.fields[name]?.type ?? "");
  const typed = Object.fromEntries(
    names.flatMap((name) => (isTyped(name) && typeof given[name] === "string" ? [[name, given[name]]] : [])),
  );
  const chosen = Object.fromEntries(Object.entries(given).filter(([name]) => !isTyped(name)));
  const before = Object.entries(draft.answers).filter(([name]) => !names.includes(name));
  const page = { ...draft, answers: { ...Object.fromEntries(before), ...chosen } };
  const redrawn = await showDraft(caller, asked, page, typed, read.problems, undefined, Object.keys(typed));
  return { type: "problems", problems, ...("card" in redrawn && redrawn.card && { card: redrawn.card }) };
}

function labelled({ words }: Asked, problem: Read["problems"][number]): string {
  const label = problem.field && words.fields[problem.field]?.label;
  return label ? `${label.replace(/[?:]$/, "")}: ${problemLine(problem)}` : problemLine(problem);
}
