import { type Form, pageOf, review, type Step, type Surface, stepsFor } from "#domain/form";
import type { Answer } from "#domain/record";
import type { Button, Card, Option, Row } from "./card.ts";
import { address, type FormView, frameOf, stepCard, unplaced, wayOut } from "./step-card.ts";
import { say } from "./text/sv.ts";
import { type KindWords, optionLabel } from "./text/words.ts";
import { shownMoment } from "./when.ts";

/** A draft where it stands: a step of its form, or all of it to read through. */
export function formCard(view: FormView, surface: Surface): Card {
  return view.draft.step === review ? reviewCard(view, surface) : stepCard(view, surface);
}

/** Everything given, to read through before it is sent; each line can be changed. */
function reviewCard(view: FormView, surface: Surface): Card {
  const { form, draft, words, act } = view;
  const shown = new Set<string>();
  const rows = stepsFor(form, draft.answers, "dialog").flatMap((step) => {
    const names = step.fields.filter((name) => !shown.has(name) && isGiven(view, step, name));
    for (const name of names) shown.add(name);
    // A text is read and changed on a dialog: in the chat it is never drawn again.
    const onDialog = surface === "message" && (step.aside || names.some((name) => name in draft.sealed));
    const to = onDialog ? step.name : pageOf(form, step.name, draft.answers, surface)[0]?.name;
    return names.map(
      (name): Row => ({
        label: words.fields[name]?.label ?? name,
        value: shownAnswer(view, name, surface),
        button: {
          label: say.change,
          action: { do: "goto", ...address(draft), step: to ?? step.name },
          opens: onDialog ? "dialog" : "turn",
        },
      }),
    );
  });
  const aside = form.steps.find((step) => step.aside);
  const more: Button[] =
    aside && surface === "message"
      ? [{ label: say.addMore, action: { do: "goto", ...address(draft), step: aside.name }, opens: "dialog" }]
      : [];
  return {
    title: surface === "dialog" ? frameOf(view) : say.review.title,
    surface,
    parts: [
      { type: "text", text: act ? say.review.actText : words.begin ? say.review.begun : say.review.text },
      ...unplaced(view.problems, []),
      { type: "rows", rows },
      ...(act || words.begin ? [] : [{ type: "text", text: say.review.name, tone: "subtle" } as const]),
    ],
    buttons: [
      { label: say.send, action: { do: "send", ...address(draft) }, opens: "turn", style: "primary" },
      ...more,
      ...wayOut(view, surface),
    ],
  };
}

/** Given, and on a step that was answered: what was only known beforehand is not sent. */
const isGiven = ({ draft }: FormView, step: Step, name: string) =>
  draft.seen.includes(step.name) && (name in draft.answers || name in draft.sealed);

function shownAnswer(view: FormView, name: string, surface: Surface): string {
  const { form, draft, words, texts, guarded } = view;
  if (name in draft.sealed) return surface === "dialog" && !guarded && texts[name] ? texts[name] : say.given;
  return answerText(form, words, view, name, draft.answers[name]);
}

/** What the units and people that an answer may name are called. */
interface Lists {
  readonly units: readonly Option[];
  readonly people?: readonly Option[];
  readonly checklists?: readonly Option[];
}

/** An open answer in words. */
export function answerText(
  form: Form,
  words: KindWords,
  { units, people = [], checklists = [] }: Lists,
  name: string,
  answer: Answer | undefined,
): string {
  const values = answer === undefined ? [] : typeof answer === "string" ? [answer] : answer;
  const type = form.fields[name]?.type;
  const shown = values.map((value) => {
    switch (type) {
      case "unit":
        return labelIn(units, value);
      case "person":
        return labelIn(people, value);
      case "checklist":
        return labelIn(checklists, value);
      case "moment":
      case "day":
        return shownMoment(value);
      default:
        return optionLabel(words, name, value);
    }
  });
  return shown.join(", ") || say.notGiven;
}

const labelIn = (options: readonly Option[], value: string) =>
  options.find((option) => option.value === value)?.label ?? value;
