import { isDay } from "#domain/calendar";
import {
  backward,
  type Draft,
  type Field,
  type Form,
  fieldsOf,
  isOneOfTwo,
  isProtected,
  pageOf,
  type Step,
  type Surface,
  stepsFor,
} from "#domain/form";
import type { Answer, Problem } from "#domain/record";
import type { Action, Button, Card, Input, Option, Part } from "./card.ts";
import { problemText, say } from "./text/sv.ts";
import { type KindWords, optionHint, optionLabel } from "./text/words.ts";
import { shownMoment } from "./when.ts";

/** What a form card is drawn from. `texts` are the protected answers in clear: drawn on a dialog only. */
export interface FormView {
  readonly form: Form;
  readonly draft: Draft;
  readonly words: KindWords;
  readonly units: readonly Option[];
  /** Who may be chosen. */
  readonly people?: readonly Option[];
  /** What may be chosen in the fields whose choices depend on who asks. */
  readonly offers?: Readonly<Record<string, readonly Option[]>> | undefined;
  /** What the answers so far propose. */
  readonly advice?: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
  /** Figures that the questions are about. */
  readonly beside?: readonly Part[];
  /** Lines that stand above the questions: 112 and the unit's number, when somebody is in danger. */
  readonly danger?: readonly string[];
  readonly problems?: readonly Problem[];
  /** A line above all else. */
  readonly note?: string | undefined;
  /** Others may look over this shoulder: what was given before is not drawn again, on a dialog neither. */
  readonly guarded?: boolean | undefined;
  /** What was typed just now, and is drawn again whoever looks. */
  readonly typed?: readonly string[] | undefined;
  /** The act whose form it is; its words stand above and on the last button. */
  readonly act?: string | undefined;
}

/** What a button of a draft carries: the draft, and the case it is about. */
export const address = (draft: Draft) => ({
  form: draft.form,
  draft: `${draft.id}.${draft.nonce}`,
  ...(draft.about && { record: draft.about.record }),
});

/** The step a draft stands at, as a message in the chat or as a page of a dialog. */
export function stepCard(view: FormView, surface: Surface): Card {
  const { form, draft, words } = view;
  const page = pageOf(form, draft.step, draft.answers, surface);
  const first = page[0];
  const titles = words.steps[draft.step];
  const pressed = surface === "message" ? first?.press : undefined;
  const names = fieldsOf(form, page, surface).filter((name) => name !== pressed);
  const action: Action = { do: "answer", ...address(draft), step: draft.step };
  const parts: Part[] = [
    ...(view.note ? [{ type: "text", text: view.note, tone: "alert" } as const] : []),
    ...(surface === "dialog" ? mendLine(view, names) : []),
    ...(surface === "message" ? progress(view) : []),
    ...(titles?.text ? [{ type: "text", text: titles.text, tone: "subtle" } as const] : []),
    ...(view.danger ?? []).map((text) => ({ type: "text", text, tone: "alert" }) as const),
    ...unplaced(view.problems, names),
    ...(view.advice ?? []).map((text) => ({ type: "text", text, tone: "strong" }) as const),
    ...(view.beside ?? []),
    ...names.flatMap((name) => [
      ...(surface === "dialog" ? definitions(view, name) : []),
      inputPart(view, name, surface),
    ]),
    ...(surface === "dialog" && !view.guarded && !view.act
      ? [{ type: "text", text: say.kept, tone: "subtle" } as const]
      : []),
    ...(pressed
      ? pressParts(view, action, pressed, (titles?.title ?? "") !== words.fields[pressed]?.label)
      : []),
  ];
  const onward: Button[] = pressed
    ? []
    : [{ label: onwardLabel(view, page), action, opens: "turn", style: "primary" }];
  return {
    title: surface === "dialog" ? frameOf(view) : (titles?.title ?? words.title),
    surface,
    parts,
    buttons: [...onward, ...wayOut(view, surface)],
  };
}

/** A page of a dialog opens at its top: what is wrong further down is named there. */
function mendLine({ problems, words }: FormView, names: readonly string[]): Part[] {
  const wrong = (problems ?? []).flatMap(({ field }) => (field && names.includes(field) ? [field] : []));
  const labels = wrong.map((name) => {
    const { label = name, read = label } = words.fields[name] ?? {};
    // Where several fields are called the same on the page, what they are read as tells them apart.
    return names.filter((each) => words.fields[each]?.label === label).length > 1 ? read : label;
  });
  return labels.length > 0 ? [{ type: "text", text: say.mend(labels.join(" ")), tone: "alert" }] : [];
}

/** Where one is among the steps; not on a form of a single step. */
function progress({ form, draft }: FormView): Part[] {
  const steps = stepsFor(form, draft.answers, "message");
  const at = steps.findIndex((step) => step.name === draft.step);
  if (at < 0 || steps.length < 2 || draft.seen.length === 0) return [];
  return [{ type: "text", text: say.stepOf(at + 1, steps.length), tone: "subtle" }];
}

function onwardLabel({ words, act }: FormView, page: readonly Step[]): string {
  if (!page.some((step) => step.sends)) return say.next;
  return (act && words.acts[act]?.send) || say.send;
}

/** A dialog's frame says what is being done: a report, or an act on a case. */
export function frameOf({ words, act }: FormView): string {
  return (act && words.acts[act]?.label) || words.title;
}

/** On a dialog the options of a choice have no room for the sentences that define them: they stand above. */
function definitions(view: FormView, name: string): Part[] {
  const { words } = view;
  const rows = choicesOf(view, name).flatMap((value) => {
    const hint = optionHint(words, name, value);
    return hint ? [{ label: optionLabel(words, name, value), value: hint }] : [];
  });
  return rows.length > 0 ? [{ type: "rows", rows }] : [];
}

/** Back, to the dialog from the first step, and away. */
export function wayOut({ form, draft, act }: FormView, surface: Surface): Button[] {
  const back = backward(form, draft.step, draft.answers, surface);
  const buttons: Button[] = [];
  if (back)
    buttons.push({ label: say.back, action: { do: "goto", ...address(draft), step: back }, opens: "turn" });
  if (surface === "message" && form.steps.length > 1 && draft.step === form.steps[0]?.name)
    buttons.push({
      label: say.asDialog,
      action: { do: "resume", form: draft.form, ...aboutOf(draft) },
      opens: "dialog",
    });
  // Of an act nothing is kept before its first page is sent: the dialog's own button closes it.
  if (!act || draft.seen.length > 0)
    buttons.push({ label: say.cancel, action: { do: "cancel", ...address(draft) }, opens: "turn" });
  return buttons;
}

const aboutOf = (draft: Draft) => (draft.about ? { record: draft.about.record } : {});

function pressParts(
  view: FormView,
  action: Action & { do: "answer" },
  name: string,
  labelled: boolean,
): Part[] {
  const { words, draft } = view;
  const chosen = draft.answers[name];
  const options = choicesOf(view, name).map((value) => {
    const hint = optionHint(words, name, value);
    const style = value === chosen ? ({ style: "primary" } as const) : {};
    const button: Button = {
      label: optionLabel(words, name, value),
      action: { ...action, pick: { field: name, value } },
      opens: "turn",
      ...style,
    };
    return { button, ...(hint && { hint }) };
  });
  const label = words.fields[name];
  return [
    ...(labelled && label ? [{ type: "text", text: label.label, tone: "strong" } as const] : []),
    ...(label?.hint ? [{ type: "text", text: label.hint, tone: "subtle" } as const] : []),
    { type: "options", options },
  ];
}

function inputPart(view: FormView, name: string, surface: Surface): Part {
  const { form, words, draft, texts } = view;
  const field = form.fields[name];
  const label = words.fields[name];
  if (!field || !label) throw new Error(`form ${draft.form}: no field or words for ${name}`);
  const problem = view.problems?.find((other) => other.field === name);
  const given = surface === "message" || (view.guarded && !view.typed?.includes(name));
  const kept = given === true && name in draft.sealed;
  return {
    type: "input",
    name,
    label: label.label,
    ...(field.optional && !field.later && !isOneOfTwo(form, name) && { optional: true }),
    ...(kept ? { hint: say.keep } : label.hint && { hint: label.hint }),
    required: !field.optional && !kept,
    ...(problem && { problem: problemText[problem.key](problem.with ?? {}) }),
    input: inputOf(
      field,
      name,
      view,
      surface === "dialog" && !kept ? texts[name] : undefined,
      draft.answers[name],
    ),
  };
}

/** The options of a choice that are there for whoever asks. */
function choicesOf({ form, offers }: FormView, name: string): readonly string[] {
  const field = form.fields[name];
  if (field?.type !== "choice") return [];
  const offered = offers?.[name]?.map(({ value }) => value);
  return field.options.filter((value) => offered?.includes(value) ?? true);
}

function inputOf(
  field: Field,
  name: string,
  view: FormView,
  text: string | undefined,
  answer: Answer | undefined,
): Input {
  const { words, units, people = [], offers } = view;
  const one = typeof answer === "string" ? answer : undefined;
  switch (field.type) {
    case "text":
      return {
        type: "text",
        multiline: field.multiline === true,
        max: field.max,
        ...((text || (!isProtected(field) && one)) && { value: text || one }),
      };
    case "moment":
      return {
        type: "text",
        multiline: false,
        max: 60,
        ...((text || one) && { value: text ?? shownMoment(one ?? "") }),
      };
    case "number":
      return { type: "text", multiline: false, max: 6, ...((text || one) && { value: text || one }) };
    // What comes back from a platform is drawn again only where it is something that can be drawn.
    case "day":
      return { type: "day", ...(one && isDay(one) && { value: one }) };
    case "unit":
      return choiceOf(offers?.[name] ?? units, one);
    case "checklist":
    case "seat":
      return choiceOf(offers?.[name] ?? [], one);
    case "person":
      return choiceOf(people, one);
    case "choice": {
      const options = choicesOf(view, name).map((value) => ({
        value,
        label: optionLabel(words, name, value),
      }));
      if (!field.many) return choiceOf(options, one);
      return { type: "choices", options, ...(Array.isArray(answer) && { value: answer }) };
    }
  }
}

function choiceOf(options: readonly Option[], value: string | undefined): Input {
  const known = options.some((option) => option.value === value);
  return { type: "choice", options, ...(value && known && { value }) };
}

/** Problems that belong to no input on the card. */
export function unplaced(problems: readonly Problem[] | undefined, names: readonly string[]): Part[] {
  return (problems ?? [])
    .filter(({ field }) => field === undefined || !names.includes(field))
    .map((problem) => ({ type: "text", text: problemText[problem.key](problem.with ?? {}), tone: "alert" }));
}
