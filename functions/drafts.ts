import type { Reply } from "#cards/card";
import { formCard } from "#cards/form-card";
import { say } from "#cards/text/sv";
import { type Draft, type Field, review } from "#domain/form";
import { jourOf, lagrumOf, reportingUnits } from "#domain/municipality";
import type { Answers, Problem, RecordId, SealedAnswers, UnitId } from "#domain/record";
import { type Asked, type Caller, refuse, unitOptions } from "./caller.ts";
import { readDraft, saveDraft } from "./storage/records.ts";
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
): Promise<Draft> {
  const { house, person } = caller;
  const first = asked.form.steps[0];
  if (!first) throw new Error(`form ${form} has no steps`);
  const at = house.now();
  const blank = { tenant: person.tenant, person: person.id, nonce: house.token() };
  const key = await house.vault.mint(contextOf(blank));
  // An act's form asks for what was missing or wrong: nothing is filled in beforehand.
  const known = asked.act ? { answers: {}, texts: {} } : knownAnswers(caller, asked);
  return {
    ...blank,
    form,
    ...(about && { about }),
    id: house.recordId(),
    rev: 0,
    step: first.name,
    seen: [],
    answers: known.answers,
    sealed: sealTexts(key, contextOf(blank), known.texts),
    key: key.wrapped,
    startedAt: at,
    touchedAt: at,
  };
}

function knownAnswers({ person, municipality }: Caller, { form }: Asked): { answers: Answers; texts: Texts } {
  const unit = reportingUnits(municipality).find(({ id }) => id === person.unit)?.id;
  const source: Readonly<Record<NonNullable<Field["known"]>, string | undefined>> = {
    "person.unit": unit,
    "person.phone": person.shared ? undefined : person.phone,
    "person.shared": person.shared ? "yes" : "no",
    "unit.law": unit && lagrumOf(municipality, unit),
  };
  const answers: Record<string, string> = {};
  const texts: Record<string, string> = {};
  for (const [name, field] of Object.entries(form.fields)) {
    const value = field.known && source[field.known];
    if (value === undefined) continue;
    if (field.type === "text") texts[name] = value;
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
    Object.entries(sealed).map(([name, text]) => [name, open(key, `${where}|${name}`, text)]),
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
export function showDraft(
  caller: Caller,
  asked: Asked,
  draft: Draft,
  texts: Texts,
  problems: readonly Problem[] = [],
  note?: string,
  typed?: readonly string[],
): Reply {
  const view = {
    form: asked.form,
    draft,
    words: asked.words,
    units: unitOptions(caller.municipality),
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
export function formContext({ house, municipality }: Caller) {
  return { now: house.now(), units: reportingUnits(municipality).map(({ id }) => id) };
}
