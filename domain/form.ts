import { isDay, isWorkingDay, localDate, plusDays } from "./calendar.ts";
import { personalNumbers } from "./privacy.ts";
import type {
  Answer,
  Answers,
  Instant,
  LocalDate,
  PersonId,
  Problem,
  RecordId,
  SealedAnswers,
  TenantId,
} from "./record.ts";
import { saidTime } from "./said-time.ts";

/** A form is data: fields, and the steps that ask for them. Labels are looked up by the names used here. */
export interface Form {
  readonly fields: Readonly<Record<string, Field>>;
  readonly steps: readonly Step[];
}

export type Field = (
  | { readonly type: "choice"; readonly options: readonly string[]; readonly many?: true }
  /** Free text: protected, sealed wherever it is stored. */
  | {
      readonly type: "text";
      readonly max: number;
      readonly multiline?: true;
      /** The name of a document, a process, a place: nothing about anybody, stored and searched as it stands. */
      readonly open?: true;
      /** A web address or the path of a folder. */
      readonly link?: true;
      /** Days of the year, `03-15, 09-15`. */
      readonly dates?: true;
      /** An e-mail address, which names the person asked for in this field. One of the two is given. */
      readonly names?: string;
    }
  /** A moment as people say it, see `saidTime`. */
  | { readonly type: "moment"; readonly notBefore?: string }
  /** A day, `2026-11-22`: today or before; with `ahead` a working day from today on, with `since` any from then on. */
  | {
      readonly type: "day";
      readonly ahead?: true;
      readonly since?: "today" | "yesterday";
      readonly notBefore?: string;
    }
  /** A whole number, as it is written: `12`. */
  | { readonly type: "number"; readonly most: number }
  /** `held`: those at and below where the asker holds a role that begins one, also such as nothing is reported on. */
  | { readonly type: "unit"; readonly held?: true }
  /** One of the people who may be chosen; the answer is their id. */
  | { readonly type: "person" }
  /** One of the checklists there are; the answer is its id. */
  | { readonly type: "checklist" }
  /** A role that somebody holds, among those offered: see `codeOf`. */
  | { readonly type: "seat" }
) & {
  readonly optional?: true;
  /** It is to be answered, but may be left for later: it is not called optional. */
  readonly later?: true;
  /** It only leads to what is asked next, and is not kept. */
  readonly passing?: true;
  /** Asked on a dialog only. */
  readonly dialogOnly?: true;
  /** Filled in beforehand from what is known of the person and the unit. */
  readonly known?: "person.unit" | "role.unit" | "person.phone" | "person.shared" | "unit.law" | "today";
};

export interface Step {
  readonly name: string;
  readonly fields: readonly string[];
  /** In the chat this choice is answered by pressing one of the step's buttons, which also moves on. */
  readonly press?: string;
  /** The step is asked when all of these are answered so. */
  readonly when?: readonly Condition[];
  /** On a dialog, steps of the same page stand together. */
  readonly page: string;
  /** Reached from the review only ("Lägg till mer"), or on a dialog, as part of its page. */
  readonly aside?: true;
  /** Answering this step sends; there is no review. */
  readonly sends?: true;
  /** On a dialog, figures that it is about, by kind and name, above the questions. */
  readonly beside?: readonly string[];
  /** Something is decided here: what the answers so far propose stands above it; all of it, or these. */
  readonly advised?: true | readonly string[];
}

/** The form of an act that asks one thing: a step, on a page of its own, that sends. */
export const ask = <N extends string>(name: N, ...fields: readonly string[]) =>
  [{ name, fields, page: name, sends: true }] as const satisfies readonly Step[];

/** An answer that must be so, or one of these. */
export interface Condition {
  readonly field: string;
  readonly is: string | readonly string[];
}

/** Whether the answers are so. */
export function isSo(answers: Answers, { field, is }: Condition): boolean {
  const answer = answers[field];
  return typeof answer === "string" && [is].flat().includes(answer);
}

export type Surface = "message" | "dialog";
/** Stands for the step after the last: everything is read through once before it is sent. */
export const review = "review";

/** An unfinished form, saved after every step. It carries the id that the record will have. */
export interface Draft {
  readonly tenant: TenantId;
  readonly person: PersonId;
  readonly form: string;
  /** The case it concerns, for a form that belongs to an act; and the version that was seen. */
  readonly about?: { readonly record: RecordId; readonly version: number };
  readonly id: RecordId;
  readonly nonce: string;
  readonly rev: number;
  readonly step: string;
  readonly seen: readonly string[];
  readonly answers: Answers;
  /** What the case said when this was shown, where several may answer at the same time. */
  readonly shown?: Answers;
  readonly sealed: SealedAnswers;
  /** The draft's own data key, wrapped. */
  readonly key: string;
  readonly startedAt: Instant;
  readonly touchedAt: Instant;
}

const holds = (answers: Answers, when: Step["when"] = []) => when.every((each) => isSo(answers, each));

/** The steps that these answers lead through, in order. Asides count on a dialog only. */
export function stepsFor(form: Form, answers: Answers, surface: Surface): readonly Step[] {
  return form.steps.filter((step) => holds(answers, step.when) && (surface === "dialog" || !step.aside));
}

export function stepOf(form: Form, name: string): Step | undefined {
  return form.steps.find((step) => step.name === name);
}

/** What stands together with a step: itself in the chat, its whole page on a dialog. */
export function pageOf(form: Form, name: string, answers: Answers, surface: Surface): readonly Step[] {
  const step = stepOf(form, name);
  if (!step) return [];
  if (surface === "message") return [step];
  return stepsFor(form, answers, "dialog").filter((other) => other.page === step.page);
}

/** The fields a page asks for, each once. */
export function fieldsOf(form: Form, page: readonly Step[], surface: Surface): readonly string[] {
  const names = [...new Set(page.flatMap((step) => step.fields))];
  return names.filter((name) => surface === "dialog" || !form.fields[name]?.dialogOnly);
}

/** Where a draft goes after answering `page`: the first step not yet seen, or the review. */
export function forward(form: Form, draft: Pick<Draft, "answers" | "seen">, surface: Surface): string {
  const next = stepsFor(form, draft.answers, surface).find((step) => !draft.seen.includes(step.name));
  return next?.name ?? review;
}

/** The step before this one (on a dialog: the first of the page before), if there is one. */
export function backward(form: Form, name: string, answers: Answers, surface: Surface): string | undefined {
  const steps = stepsFor(form, answers, surface);
  const page = pageOf(form, name, answers, surface).map((step) => step.name);
  const at = name === review ? steps.length : steps.findIndex((step) => page.includes(step.name));
  const before = steps[at - 1];
  if (!before) return undefined;
  return pageOf(form, before.name, answers, surface)[0]?.name;
}

export interface FormContext {
  readonly now: Instant;
  /** The units a report may concern. */
  readonly units: readonly string[];
  /** The people who may be chosen. */
  readonly people: readonly string[];
  /** What may be chosen in the fields whose choices depend on who asks. */
  readonly offers?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** What was typed and chosen, read: open answers, texts still to be sealed, and what is wrong. */
export interface Read {
  readonly answers: Answers;
  readonly texts: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/**
 * Reads the inputs of some fields. `kept` names texts already given: left empty, they stand as they are.
 * Nothing is altered to make it fit: a text with a personnummer, or one too long, is refused and told where.
 */
export function readInputs(
  form: Form,
  names: readonly string[],
  inputs: Answers,
  kept: readonly string[],
  context: FormContext,
): Read {
  const answers: Record<string, Answer> = {};
  const texts: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const name of names) {
    const field = form.fields[name];
    if (!field) continue;
    const given = inputs[name];
    const empty = given === undefined || given.length === 0 || (typeof given === "string" && !given.trim());
    if (empty) {
      if (!field.optional && !kept.includes(name))
        problems.push({ key: filledIn.includes(field.type) ? "required" : "requiredChoice", field: name });
      continue;
    }
    const outcome = readField(field, given, context, context.offers?.[name]);
    if ("key" in outcome) problems.push({ ...outcome, field: name });
    else if (isProtected(field)) texts[name] = String(outcome.value);
    else answers[name] = outcome.value;
  }
  for (const name of names) {
    const field = form.fields[name];
    const dated = field?.type === "moment" || field?.type === "day";
    const limit = dated && field.notBefore ? answers[field.notBefore] : undefined;
    const value = answers[name];
    if (dated && isMoment(limit) && isMoment(value) && value.slice(0, 10) < limit.slice(0, 10))
      problems.push({ key: field.type === "day" ? "endsBeforeStart" : "beforeTheEvent", field: name });
    if (field?.type !== "text" || !field.names) continue;
    const given = [name in texts || kept.includes(name), field.names in answers].filter(Boolean);
    const wrong = problems.some((problem) => problem.field === name || problem.field === field.names);
    if (given.length !== 1 && !wrong) problems.push({ key: "oneOfTwo", field: name });
  }
  return { answers, texts, problems };
}

/** Whether what is answered here is sealed. */
export const isProtected = (field: Field): boolean => field.type === "text" && !field.open;

/** Whether a field is one of two that say the same, of which one is given: a person, or their address. */
export function isOneOfTwo(form: Form, name: string): boolean {
  return Object.entries(form.fields).some(
    ([other, field]) => field.type === "text" && field.names && [other, field.names].includes(name),
  );
}

/** What is filled in; all else is chosen. */
const filledIn: readonly Field["type"][] = ["text", "moment", "day", "number"];

const isMoment = (value: Answer | undefined): value is string =>
  typeof value === "string" && /^\d/.test(value);

function readField(
  field: Field,
  given: Answer,
  context: FormContext,
  offered: readonly string[] | undefined,
): { value: Answer } | Problem {
  switch (field.type) {
    case "choice": {
      const chosen = typeof given === "string" ? [given] : given;
      if (!chosen.every((value) => field.options.includes(value) && (offered?.includes(value) ?? true)))
        return { key: "unknownOption" };
      if (field.many) return { value: field.options.filter((option) => chosen.includes(option)) };
      return chosen[0] === undefined || chosen.length > 1 ? { key: "unknownOption" } : { value: chosen[0] };
    }
    case "unit":
      return (offered ?? context.units).includes(String(given))
        ? { value: String(given) }
        : { key: "unknownUnit" };
    case "checklist":
      return offered?.includes(String(given)) ? { value: String(given) } : { key: "unknownOption" };
    case "seat":
      return offered?.includes(String(given)) ? { value: String(given) } : { key: "emptySeat" };
    case "person":
      return context.people.includes(String(given)) ? { value: String(given) } : { key: "unknownPerson" };
    case "number":
      return readNumber(String(given), field.most);
    case "day":
      return readDay(String(given), field, localDate(context.now));
    case "moment": {
      const said = saidTime(String(given), context.now);
      return said.ok ? { value: said.value } : { key: said.key };
    }
    case "text": {
      const read = readText(String(given), field.max);
      if ("key" in read) return read;
      if (field.names && !mailAddress.test(read.value)) return { key: "notAnAddress" };
      if (field.dates && !areDates(read.value)) return { key: "notDays" };
      return field.link && !isPlace(read.value) ? { key: "notALink" } : read;
    }
  }
}

/** Near enough: whether it reaches anybody shows when they write. */
const mailAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function readNumber(given: string, most: number): { value: string } | Problem {
  const said = given.trim();
  if (!/^\d{1,6}$/.test(said)) return { key: "notANumber" };
  return Number(said) > most
    ? { key: "tooMany", with: { most: String(most) } }
    : { value: String(Number(said)) };
}

/** Whether something can be found there: a web address, or folders parted as a path is. */
export function isPlace(text: string): boolean {
  return isWebAddress(text) || /^(\\\\|[A-Za-z]:[\\/])?[^\\/>:]+(\s*[\\/>]\s*[^\\/>:]+)+$/.test(text);
}

/** Whether it is one or more days that every year has. */
function areDates(text: string): boolean {
  const days = text.split(/[\s,;]+/).filter(Boolean);
  return days.length > 0 && days.every((day) => /^\d\d-\d\d$/.test(day) && isDay(`2027-${day}`));
}

export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/.]+\.[^\s]+$/.test(text);

function readDay(
  day: string,
  { ahead, since }: Extract<Field, { type: "day" }>,
  today: LocalDate,
): { value: string } | Problem {
  if (!isDay(day)) return { key: "notADay" };
  if (since) return day < plusDays(today, since === "yesterday" ? -1 : 0) ? { key: "past" } : { value: day };
  if (!ahead) return day > today ? { key: "future" } : { value: day };
  if (day < today) return { key: "past" };
  return isWorkingDay(day) ? { value: day } : { key: "holiday" };
}

function readText(given: string, max: number): { value: string } | Problem {
  const text = given.trim();
  if (text.length > max) return { key: "tooLong", with: { max: String(max), length: String(text.length) } };
  const hit = personalNumbers(text)[0];
  if (!hit) return { value: text };
  const before = text.slice(0, hit.from);
  const line = before.split("\n").length;
  const column = hit.from - before.lastIndexOf("\n");
  return { key: "personalNumber", with: { line: String(line), column: String(column) } };
}

/** The first step whose answers are still missing or have become impossible, or none: it can be sent. */
export function unfinished(
  form: Form,
  draft: Pick<Draft, "answers" | "sealed">,
  context: FormContext,
): { step: string; problems: readonly Problem[] } | undefined {
  for (const step of stepsFor(form, draft.answers, "message")) {
    const names = step.fields.filter((name) => form.fields[name]?.type !== "moment");
    const { problems } = readInputs(form, names, draft.answers, Object.keys(draft.sealed), context);
    const moments = step.fields.filter((name) => {
      const field = form.fields[name];
      return field?.type === "moment" && !field.optional && draft.answers[name] === undefined;
    });
    const missing = moments.map((field): Problem => ({ key: "required", field }));
    if (problems.length + missing.length > 0) return { step: step.name, problems: [...problems, ...missing] };
  }
  return undefined;
}
