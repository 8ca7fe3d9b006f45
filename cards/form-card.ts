import {
  backward,
  type Draft,
  type Field,
  type Form,
  fieldsOf,
  pageOf,
  review,
  type Step,
  type Surface,
  stepsFor,
} from "#domain/form";
import type { Answer, Problem } from "#domain/record";
import type { Action, Button, Card, Option, Part, Row } from "./card.ts";
import { problemText, say } from "./text/sv.ts";
import { type KindWords, optionHint, optionLabel } from "./text/words.ts";
import { shownMoment } from "./when.ts";

/** What a form card is drawn from. `texts` are the protected answers in clear: drawn on a dialog only. */
export interface FormView {
  readonly form: Form;
  readonly draft: Draft;
  readonly words: KindWords;
  readonly units: readonly Option[];
  readonly texts: Readonly<Record<string, string>>;
  /** Lines that stand above the questions: 112 and the unit's number, when somebody is in danger. */
  readonly danger?: readonly string[];
  readonly problems?: readonly Problem[];
}

/** The step a draft stands at, as a message in the chat or as a page of a dialog. */
export function formCard(view: FormView, surface: Surface): Card {
  return view.draft.step === review ? reviewCard(view, surface) : stepCard(view, surface);
}

const address = (draft: Draft) => ({
  form: draft.form,
  draft: `${draft.id}.${draft.nonce}`,
  ...(draft.about && { record: draft.about.record }),
});

function stepCard(view: FormView, surface: Surface): Card {
  const { form, draft, words } = view;
  const page = pageOf(form, draft.step, draft.answers, surface);
  const first = page[0];
  const titles = words.steps[draft.step];
  const pressed = surface === "message" ? first?.press : undefined;
  const names = fieldsOf(form, page, surface).filter((name) => name !== pressed);
  const action: Action = { do: "answer", ...address(draft), step: draft.step };
  const parts: Part[] = [
    ...(surface === "message" ? progress(view) : []),
    ...(titles?.text ? [{ type: "text", text: titles.text, tone: "subtle" } as const] : []),
    ...(view.danger ?? []).map((text) => ({ type: "text", text, tone: "alert" }) as const),
    ...unplaced(view.problems, names),
    ...names.map((name) => inputPart(view, name, surface)),
    ...(pressed
      ? pressParts(view, action, pressed, (titles?.title ?? "") !== words.fields[pressed]?.label)
      : []),
  ];
  const onward: Button[] = pressed
    ? []
    : [{ label: onwardLabel(page), action, opens: "turn", style: "primary" }];
  return {
    title: surface === "dialog" ? words.title : (titles?.title ?? words.title),
    surface,
    parts,
    buttons: [...onward, ...wayOut(view, surface)],
  };
}

/** Where one is among the steps; not on a form of a single step. */
function progress({ form, draft }: FormView): Part[] {
  const steps = stepsFor(form, draft.answers, "message");
  const at = steps.findIndex((step) => step.name === draft.step);
  if (at < 0 || steps.length < 2 || draft.seen.length === 0) return [];
  return [{ type: "text", text: say.stepOf(at + 1, steps.length), tone: "subtle" }];
}

function onwardLabel(page: readonly Step[]): string {
  return page.some((step) => step.sends) ? say.send : say.next;
}

function wayOut({ form, draft }: FormView, surface: Surface): Button[] {
  const back = backward(form, draft.step, draft.answers, surface);
  const buttons: Button[] = [];
  if (back)
    buttons.push({ label: say.back, action: { do: "goto", ...address(draft), step: back }, opens: "turn" });
  if (surface === "message" && form.steps.length > 1)
    buttons.push({
      label: say.asDialog,
      action: { do: "resume", form: draft.form, ...aboutOf(draft) },
      opens: "dialog",
    });
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
  const { form, words, draft } = view;
  const field = form.fields[name];
  if (field?.type !== "choice") return [];
  const chosen = draft.answers[name];
  const options = field.options.map((value) => {
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
  const { form, words, draft, texts, units } = view;
  const field = form.fields[name];
  const label = words.fields[name];
  if (!field || !label) throw new Error(`form ${draft.form}: no field or words for ${name}`);
  const problem = view.problems?.find((other) => other.field === name);
  const kept = surface === "message" && name in draft.sealed;
  return {
    type: "input",
    name,
    label: field.optional ? say.optional(label.label) : label.label,
    ...(kept ? { hint: say.keep } : label.hint && { hint: label.hint }),
    required: !field.optional && !kept,
    ...(problem && { problem: problemText[problem.key](problem.with ?? {}) }),
    input: inputOf(
      field,
      name,
      words,
      units,
      surface === "dialog" ? texts[name] : undefined,
      draft.answers[name],
    ),
  };
}

function inputOf(
  field: Field,
  name: string,
  words: KindWords,
  units: readonly Option[],
  text: string | undefined,
  answer: Answer | undefined,
): Extract<Part, { type: "input" }>["input"] {
  const one = typeof answer === "string" ? answer : undefined;
  switch (field.type) {
    case "text":
      return {
        type: "text",
        multiline: field.multiline === true,
        max: field.max,
        ...(text && { value: text }),
      };
    case "moment":
      return { type: "text", multiline: false, max: 60, ...(one && { value: shownMoment(one) }) };
    case "unit":
      return { type: "choice", options: units, ...(one && { value: one }) };
    case "choice": {
      const options = field.options.map((value) => ({ value, label: optionLabel(words, name, value) }));
      if (!field.many) return { type: "choice", options, ...(one && { value: one }) };
      return { type: "choices", options, ...(Array.isArray(answer) && { value: answer }) };
    }
  }
}

/** Everything given, to read through before it is sent; each line can be changed. */
function reviewCard(view: FormView, surface: Surface): Card {
  const { form, draft, words } = view;
  const steps = stepsFor(form, draft.answers, "dialog");
  const shown = new Set<string>();
  const rows = steps.flatMap((step) => {
    const names = step.fields.filter((name) => !shown.has(name) && isGiven(draft, name));
    for (const name of names) shown.add(name);
    return names.map((name, at): Row => {
      const change: Button = {
        label: say.change,
        action: {
          do: "goto",
          ...address(draft),
          step: pageOf(form, step.name, draft.answers, surface)[0]?.name ?? step.name,
        },
        opens: step.aside && surface === "message" ? "dialog" : "turn",
      };
      return {
        label: words.fields[name]?.label ?? name,
        value: shownAnswer(view, name, surface),
        ...(at === 0 && { button: change }),
      };
    });
  });
  const aside = form.steps.find((step) => step.aside);
  const more: Button[] =
    aside && surface === "message"
      ? [{ label: say.addMore, action: { do: "goto", ...address(draft), step: aside.name }, opens: "dialog" }]
      : [];
  return {
    title: surface === "dialog" ? words.title : say.review.title,
    surface,
    parts: [{ type: "text", text: say.review.text }, ...unplaced(view.problems, []), { type: "rows", rows }],
    buttons: [
      { label: say.send, action: { do: "send", ...address(draft) }, opens: "turn", style: "primary" },
      ...more,
      ...wayOut(view, surface).filter((button) => button.label !== say.asDialog),
    ],
  };
}

const isGiven = (draft: Draft, name: string) => name in draft.answers || name in draft.sealed;

function shownAnswer({ form, draft, words, units, texts }: FormView, name: string, surface: Surface): string {
  const text = texts[name];
  if (name in draft.sealed) return surface === "dialog" && text ? text : say.given(text?.length ?? 0);
  return answerText(form, words, units, name, draft.answers[name]);
}

/** An open answer in words. */
export function answerText(
  form: Form,
  words: KindWords,
  units: readonly Option[],
  name: string,
  answer: Answer | undefined,
): string {
  const values = answer === undefined ? [] : typeof answer === "string" ? [answer] : answer;
  const type = form.fields[name]?.type;
  const shown = values.map((value) => {
    if (type === "unit") return units.find((unit) => unit.value === value)?.label ?? value;
    return type === "moment" ? shownMoment(value) : optionLabel(words, name, value);
  });
  return shown.join(", ") || say.notGiven;
}

/** Problems that belong to no input on the card. */
function unplaced(problems: readonly Problem[] | undefined, names: readonly string[]): Part[] {
  return (problems ?? [])
    .filter(({ field }) => field === undefined || !names.includes(field))
    .map((problem) => ({ type: "text", text: problemText[problem.key](problem.with ?? {}), tone: "alert" }));
}
