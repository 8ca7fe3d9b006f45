import type { Option, Part, Reply } from "#cards/card";
import { besideParts } from "#cards/figure-parts";
import { formCard } from "#cards/form-card";
import { say } from "#cards/text/sv";
import { localDate } from "#domain/calendar";
import {
  type Draft,
  type Field,
  type FormContext,
  isProtected,
  pageOf,
  review,
  stepsFor,
} from "#domain/form";
import { jourOf, lagrumOf, reportingUnits } from "#domain/municipality";
import type { Answers, Entry, Problem, RecordId, SealedAnswers, UnitId } from "#domain/record";
import { baseOf } from "#domain/record";
import { aboveForm } from "./above.ts";
import { offersFor } from "./appoint.ts";
import { type Asked, type Caller, refuse, unitOptions } from "./caller.ts";
import { colleagues } from "./colleagues.ts";
import { figuresOf } from "./figures.ts";
import { saidIn } from "./merging.ts";
import { logged, textsOf } from "./read.ts";
import { readDraft, readEntry, saveDraft } from "./storage/records.ts";
import { type DataKey, open, seal } from "./storage/vault.ts";

/** A draft rests this long from its last step: begun on a Friday, it is there on Monday. */
const draftHours = 72;
/** At a shared tablet the next person must not meet it. */
const sharedDraftHours = 1;

const contextOf = (draft: Pick<Draft, "tenant" | "person" | "nonce">) =>
  `draft|${draft.tenant}|${draft.person}|${draft.nonce}`;

/** When a draft is forgotten, in seconds since 1970: compared here, and swept by the table's time to live. */
export function expiryOf({ house, person }: Caller): number {
  const hours = person.shared ? sharedDraftHours : draftHours;
  return Math.floor(Date.parse(house.now()) / 1000) + hours * 3600;
}

/** The caller's unfinished draft of a form, if there is one that has not expired. */
export async function currentDraft(
  caller: Caller,
  form: string,
  about?: RecordId,
): Promise<Draft | undefined> {
  const { house, person } = caller;
  const draft = await readDraft(house.store, person.tenant, person.id, form, about);
  if (!draft) return undefined;
  const hours = person.shared ? sharedDraftHours : draftHours;
  const age = Date.parse(house.now()) - Date.parse(draft.touchedAt);
  return age < hours * 3_600_000 ? draft : undefined;
}

/** A new draft at its first step, with what is already known filled in. Not saved yet. */
export async function mintDraft(
  caller: Caller,
  form: string,
  asked: Asked,
  about?: Draft["about"],
  entry?: Entry,
): Promise<Draft> {
  const { house, person } = caller;
  const at = house.now();
  const blank = { tenant: person.tenant, person: person.id, nonce: house.token() };
  const key = await house.vault.mint(contextOf(blank));
  const known = asked.act
    ? {
        answers: {
          ...reportedAnswers(asked, entry?.answers ?? {}),
          ...(entry && asked.kind.acts[asked.act]?.proposes?.(entry.answers, entry)),
        },
        texts: entry ? await renewedTexts(caller, asked, entry) : {},
      }
    : knownAnswers(caller, asked);
  // A day that was said before is no other today.
  const answers = {
    ...daysKnown(caller, asked),
    ...known.answers,
    ...(await onlyOffers(caller, asked)),
  };
  const first = stepsFor(asked.form, answers, caller.surface)[0];
  if (!first) throw new Error(`form ${form} has no steps`);
  return {
    ...blank,
    form,
    ...(about && { about }),
    ...(entry && asked.kind.acts[asked.act ?? ""]?.merges && { shown: saidIn(entry) }),
    id: house.recordId(),
    rev: 0,
    step: first.name,
    seen: [],
    answers,
    sealed: sealTexts(key, contextOf(blank), known.texts),
    key: key.wrapped,
    startedAt: at,
    touchedAt: at,
  };
}

/** What was written before, where an act is there to change it. */
async function renewedTexts(caller: Caller, { kind, form, act }: Asked, entry: Entry): Promise<Texts> {
  if (!kind.acts[act ?? ""]?.renews) return {};
  if (!(await logged(caller.house, caller.person, entry, "open"))) return {};
  const fields = form.steps.flatMap((step) => step.fields);
  // What a later text took the place of is left where it is.
  return (await textsOf(caller.house, entry, fields, true)) ?? {};
}

/** What there is but one of to choose, for whoever asks: chosen beforehand, and what that leaves but one of. */
async function onlyOffers(caller: Caller, asked: Asked, chosen: Answers = {}): Promise<Answers> {
  const offers = Object.entries((await offersFor(caller, asked, chosen)) ?? {});
  const only = Object.fromEntries(
    offers.flatMap(([name, [first, ...more]]) => (first && more.length === 0 ? [[name, first.value]] : [])),
  );
  return Object.keys(only).length > Object.keys(chosen).length ? onlyOffers(caller, asked, only) : only;
}

/** What of a form is shown again when an act asks for it anew. */
const keptTypes: readonly Field["type"][] = ["choice", "person", "day", "number"];

/**
 * What the reporter answered of what an act asks, or whoever did it before where it is to be changed: shown, to be
 * kept or changed. A unit is chosen anew.
 */
function reportedAnswers({ kind, form, act = "" }: Asked, before: Answers): Answers {
  const reported = kind.form.steps.flatMap(({ fields }) => fields);
  const isAnew = kind.acts[act]?.renews === true;
  // Also what decides which steps there are.
  const asked = form.steps.flatMap(({ fields, when = [] }) => [...fields, ...when.map(({ field }) => field)]);
  const isKept = (field: Field | undefined) =>
    field !== undefined && (keptTypes.includes(field.type) || (field.type === "text" && field.open));
  const kept = asked.filter((name) => (isAnew || reported.includes(name)) && isKept(form.fields[name]));
  return Object.fromEntries(
    kept.flatMap((name) => {
      const answer = before[name];
      return answer === undefined ? [] : [[name, answer]];
    }),
  );
}

/** The days that a form asks for and that are mostly today. */
function daysKnown({ house }: Caller, { form }: Asked): Answers {
  const asked = form.steps.flatMap(({ fields }) => fields);
  const days = asked.filter((name) => form.fields[name]?.known === "today");
  return Object.fromEntries(days.map((name) => [name, localDate(house.now())]));
}

function knownAnswers({ person, municipality }: Caller, { form }: Asked): { answers: Answers; texts: Texts } {
  const unit = reportingUnits(municipality).find(({ id }) => id === person.unit)?.id;
  const source: Readonly<Record<Exclude<NonNullable<Field["known"]>, "today">, string | undefined>> = {
    "person.unit": unit,
    // Told as it is sent, by the roles of that moment.
    "role.unit": undefined,
    "person.phone": person.shared ? undefined : person.phone,
    "person.shared": person.shared ? "yes" : "no",
    "unit.law": unit && lagrumOf(municipality, unit),
  };
  const answers: Record<string, string> = {};
  const texts: Record<string, string> = {};
  for (const [name, field] of Object.entries(form.fields)) {
    const value = field.known && field.known !== "today" ? source[field.known] : undefined;
    if (value === undefined) continue;
    if (isProtected(field)) texts[name] = value;
    else answers[name] = value;
  }
  return { answers, texts };
}

/** Protected answers in clear, by field. */
export type Texts = Readonly<Record<string, string>>;

/** Texts sealed one by one, each bound to its place. */
export function sealTexts(key: DataKey, where: string, texts: Texts): SealedAnswers {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, seal(key, `${where}|${name}`, text)]),
  );
}

/** The texts behind sealed answers. Throws when one was tampered with. */
export function openTexts(key: DataKey, where: string, sealed: SealedAnswers): Texts {
  return Object.fromEntries(
    // What a later text took the place of was sealed under its own name.
    Object.entries(sealed).map(([name, text]) => [name, open(key, `${where}|${baseOf(name)}`, text)]),
  );
}

/** A draft's key, and its texts in clear. */
export async function openDraft(
  caller: Caller,
  draft: Draft,
): Promise<{ texts: Texts; seal(texts: Texts): SealedAnswers }> {
  const context = contextOf(draft);
  const key = await caller.house.vault.unwrap(context, draft.key);
  return {
    texts: openTexts(key, context, draft.sealed),
    seal: (texts) => sealTexts(key, context, texts),
  };
}

/** The step a draft stands at, as an answer. What is wrong stays with what was typed. */
export async function showDraft(
  caller: Caller,
  asked: Asked,
  draft: Draft,
  texts: Texts,
  problems: readonly Problem[] = [],
  note?: string,
  typed?: readonly string[],
): Promise<Reply> {
  const { municipality } = caller;
  const known = draft.about && (await answersOf(caller, draft.about.record));
  const page = draft.step === review ? [] : pageOf(asked.form, draft.step, draft.answers, caller.surface);
  const all = asked.kind.advice?.({ ...known, ...draft.answers }, municipality) ?? [];
  const advice = all.filter(({ key }) =>
    page.some(({ advised }) => advised === true || advised?.includes(key)),
  );
  const view = {
    form: asked.form,
    draft,
    words: asked.words,
    units: unitOptions(municipality),
    people: await peopleFor(caller, asked, draft),
    offers: await offersFor(caller, asked, draft.answers),
    advice: advice.flatMap(({ key, with: gaps }) => asked.words.advice?.[key]?.(gaps) ?? []),
    beside: [...(await aboveForm(caller, asked, draft)), ...(await besideOf(caller, asked, draft))],
    texts,
    note,
    typed,
    guarded: caller.person.shared,
    act: asked.act,
    danger: dangerLines(caller, asked, draft),
    problems,
  };
  const card = formCard(view, caller.surface);
  return caller.surface === "dialog" ? { type: "dialog", card } : { type: "card", card };
}

/** The figures that a page of a form is about. */
async function besideOf(caller: Caller, { form }: Asked, draft: Draft): Promise<readonly Part[]> {
  if (caller.surface !== "dialog" || !draft.about || draft.step === review) return [];
  const page = pageOf(form, draft.step, draft.answers, caller.surface);
  const keys = page.flatMap(({ beside = [] }) => beside);
  const { house, municipality, person } = caller;
  const entry = keys.length > 0 && (await readEntry(house.store, person.tenant, draft.about.record));
  const kind = entry && house.register[entry.kind]?.kind;
  if (!entry || !kind) return [];
  return besideParts(await figuresOf(house, municipality, { entry, kind }, keys));
}

/** 112 and whom to ring, above the questions, once somebody is said to be in danger. */
function dangerLines({ municipality }: Caller, { kind }: Asked, { answers, step }: Draft): readonly string[] {
  const { urgent } = kind;
  if (!urgent || answers[urgent.field] !== urgent.is || step === review) return [];
  const units = answers.unit ? [answers.unit as UnitId] : reportingUnits(municipality).map(({ id }) => id);
  const numbers = new Set(units.flatMap((unit) => jourOf(municipality, unit)).map(jourLine));
  return [say.danger.call, numbers.size > 0 ? say.danger.jour([...numbers].join(", ")) : say.danger.noJour];
}

export function jourLine({ name, phone }: { name: string; phone: string }): string {
  // Kept in one piece: a number must not break across lines.
  return `${name} ${phone.replaceAll(" ", "\u00a0")}`;
}

/** Shows a draft where it stands. */
export async function show(caller: Caller, asked: Asked, draft: Draft, note?: string): Promise<Reply> {
  const { texts } = await openDraft(caller, draft);
  return showDraft(caller, asked, draft, texts, [], note);
}

/** Saves the draft and shows where it stands; if another device was first, shows where that left it. */
export async function keep(
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

/** What inputs are read against, now. */
export async function formContext(caller: Caller, asked: Asked, draft: Draft): Promise<FormContext> {
  const people = await peopleFor(caller, asked, draft);
  const offers = await offersFor(caller, asked, draft.answers);
  const values = Object.entries(offers ?? {}).map(([name, all]) => [name, all.map(({ value }) => value)]);
  return {
    now: caller.house.now(),
    units: reportingUnits(caller.municipality).map(({ id }) => id),
    people: people.map(({ value }) => value),
    offers: Object.fromEntries(values),
  };
}

/** The answers of the case that a form is about: what an act proposes rests on them too. */
async function answersOf({ house, person }: Caller, record: RecordId): Promise<Answers | undefined> {
  return (await readEntry(house.store, person.tenant, record))?.answers;
}

/** Who may be chosen, where a form asks for somebody: those who work with the unit. */
async function peopleFor(caller: Caller, { kind, form }: Asked, draft: Draft): Promise<readonly Option[]> {
  const names = form.steps.flatMap(({ fields }) => fields);
  if (!names.some((name) => form.fields[name]?.type === "person")) return [];
  const { house, person } = caller;
  const about = draft.about && (await readEntry(house.store, person.tenant, draft.about.record));
  const unit = about?.unit ?? (draft.answers.unit as UnitId | undefined) ?? person.unit;
  // Whoever reported may work anywhere, and may be the one it is about.
  const people = await colleagues(caller, unit, about ? [about.by] : []);
  const never: readonly string[] = kind.appoints?.never(person, draft.answers) ?? [];
  return people.filter(({ value }) => !never.includes(value));
}
