import type { Button, Card, Input, Part, Row } from "./card.ts";
import { teamsLimits } from "./limits.ts";
import type {
  TeamsAction,
  TeamsActivity,
  TeamsAttachment,
  TeamsCard,
  TeamsColumn,
  TeamsData,
  TeamsElement,
  TeamsStyle,
} from "./teams-elements.ts";

/** The words a Teams card needs beside its own. */
export interface TeamsWords {
  /** Under a field that must be answered. */
  readonly required: string;
  /** What a lock screen shows of a message sent unasked. */
  readonly preview: string;
}

/**
 * Draws a card as an Adaptive Card 1.5. Takes the words beside its own and, for a dialog, the signed address
 * of the card that launched it. A text is never read as markup: all but the heading are text runs, which
 * Teams shows as they are.
 */
export function teamsCard(card: Card, words: TeamsWords, launched?: string): TeamsCard {
  const fields = fieldsOf(card.parts);
  const press = (button: Button) => actionOf(button, card.surface, fields, launched);
  const parts = card.parts.flatMap((part) => elementsOf(part, words, press));
  // A dialog shows its title in its own frame.
  const heading = card.surface === "message" ? [headingOf(card.title)] : [];
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    msteams: { width: "Full" },
    fallbackText: inert(card.title),
    speak: inert(card.title),
    body: [...heading, ...parts, ...actionSets(card.buttons.map(press))],
  };
}

/**
 * Draws a card as the message that carries it. `preview` is what a lock screen shows; without it Teams says
 * only that there is a card. Refuses a card made for a dialog: it may hold what must leave no trace.
 */
export function teamsActivity(card: Card, words: TeamsWords, preview?: string): TeamsActivity {
  if (card.surface === "dialog") throw new Error("a card made for a dialog is never sent as a message");
  return {
    type: "message",
    ...(preview && { summary: preview }),
    attachments: [teamsAttachment(teamsCard(card, words))],
  };
}

/** A drawn card as Teams wants it handed over. */
export function teamsAttachment(content: TeamsCard): TeamsAttachment {
  return { contentType: "application/vnd.microsoft.card.adaptive", content };
}

/** What the turn must know of the fields to read what Teams sends back of them. */
function fieldsOf(parts: readonly Part[]): Pick<TeamsData, "texts" | "many"> {
  const inputs = parts.filter((part) => part.type === "input");
  const texts = inputs.filter((part) => part.input.type === "text").map((part) => part.name);
  const many = inputs.filter((part) => part.input.type === "choices").map((part) => part.name);
  return { ...(texts.length > 0 && { texts }), ...(many.length > 0 && { many }) };
}

type Press = (button: Button) => TeamsAction;

function elementsOf(part: Part, words: TeamsWords, press: Press): TeamsElement[] {
  switch (part.type) {
    case "text":
      return linesOf(part.text, part.tone);
    case "rows":
      return part.rows.map((row) => rowOf(row, press));
    case "options":
      return optionsOf(part.options, press);
    case "input":
      return [
        ...(part.hint ? linesOf(part.hint, "subtle") : []),
        ...(part.problem ? linesOf(part.problem, "alert") : []),
        inputOf(part, words),
      ];
    default:
      return part satisfies never;
  }
}

function headingOf(title: string): TeamsElement {
  return {
    type: "TextBlock",
    text: unmarked(title),
    style: "heading",
    size: "Large",
    weight: "Bolder",
    wrap: true,
  };
}

/** One block a line: a text run shows no line breaks of its own. */
function linesOf(text: string, tone?: "strong" | "subtle" | "alert"): TeamsElement[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.map((line, index) => ({
    type: "RichTextBlock",
    inlines: [
      {
        type: "TextRun",
        text: inert(line),
        // Colour alone would say nothing to whoever cannot see it.
        ...(tone === "strong" || tone === "alert" ? { weight: "Bolder" } : {}),
        ...(tone === "alert" ? { color: "Attention" } : {}),
        ...(tone === "subtle" ? { isSubtle: true } : {}),
      },
    ],
    ...(index > 0 ? { spacing: "Small" } : {}),
  }));
}

/** Columns rather than a FactSet, whose values Teams reads as markdown. */
function rowOf(row: Row, press: Press): TeamsElement {
  const columns: TeamsColumn[] = [
    { type: "Column", width: 2, items: linesOf(row.label, "subtle") },
    { type: "Column", width: 3, items: linesOf(row.value) },
  ];
  if (row.button) columns.push({ type: "Column", width: "auto", items: actionSets([press(row.button)]) });
  return { type: "ColumnSet", columns, spacing: "Small" };
}

/** An option with a sentence stands under it; those without share rows of buttons. */
function optionsOf(options: Extract<Part, { type: "options" }>["options"], press: Press): TeamsElement[] {
  const drawn: TeamsElement[] = [];
  let bare: TeamsAction[] = [];
  for (const option of options) {
    if (option.hint === undefined) {
      bare.push(press(option.button));
      continue;
    }
    drawn.push(...actionSets(bare));
    bare = [];
    drawn.push({
      type: "Container",
      spacing: "Medium",
      items: [...linesOf(option.hint), ...actionSets([press(option.button)])],
    });
  }
  return [...drawn, ...actionSets(bare)];
}

function inputOf(part: Extract<Part, { type: "input" }>, words: TeamsWords): TeamsElement {
  const shared = {
    id: part.name,
    label: part.label,
    ...(part.required && { isRequired: true as const, errorMessage: words.required }),
    ...(part.placeholder && { placeholder: part.placeholder }),
  };
  const { input } = part;
  switch (input.type) {
    case "text":
      return {
        ...shared,
        type: "Input.Text",
        isMultiline: input.multiline,
        maxLength: input.max,
        ...(input.value && { value: input.value }),
      };
    case "choice":
      return {
        ...shared,
        ...choicesOf(input),
        isMultiSelect: false,
        ...(input.value && { value: input.value }),
      };
    case "choices":
      return {
        ...shared,
        ...choicesOf(input),
        isMultiSelect: true,
        ...(input.value?.length && { value: input.value.join(",") }),
      };
    default:
      return input satisfies never;
  }
}

function choicesOf(input: Exclude<Input, { type: "text" }>) {
  const few = input.options.length <= teamsLimits.expandedChoices;
  const searched = input.options.length > teamsLimits.compactChoices && input.type === "choice";
  return {
    type: "Input.ChoiceSet" as const,
    choices: input.options.map(({ value, label }) => ({ title: inert(label), value })),
    style: few ? ("expanded" as const) : searched ? ("filtered" as const) : ("compact" as const),
    wrap: true as const,
  };
}

function actionSets(actions: TeamsAction[]): TeamsElement[] {
  const sets: TeamsElement[] = [];
  for (let from = 0; from < actions.length; from += teamsLimits.actionsInSet)
    sets.push({ type: "ActionSet", actions: actions.slice(from, from + teamsLimits.actionsInSet) });
  return sets;
}

/** Only a button that answers takes the fields along: else an empty one would bar the way back. */
function actionOf(
  button: Button,
  surface: Card["surface"],
  fields: Pick<TeamsData, "texts" | "many">,
  launched?: string,
): TeamsAction {
  const answers = button.action.do === "answer" || button.action.do === "send";
  const data: TeamsData = { action: button.action, ...(answers && fields) };
  const shared = {
    title: button.label,
    associatedInputs: answers ? ("auto" as const) : ("none" as const),
    ...(button.style && { style: styles[button.style] }),
  };
  if (surface === "dialog")
    return { type: "Action.Submit", ...shared, data: { ...data, ...(launched && { launched }) } };
  if (button.opens === "dialog")
    return { type: "Action.Submit", ...shared, data: { ...data, msteams: { type: "task/fetch" } } };
  const fallback = { type: "Action.Submit" as const, ...shared, data };
  return { type: "Action.Execute", verb: "turn", ...shared, data, fallback };
}

const styles: Record<NonNullable<Button["style"]>, TeamsStyle> = {
  primary: "positive",
  danger: "destructive",
};

/** Breaks what Teams acts on anywhere in a card (mentions, date macros, reversed reading) without showing it. */
function inert(text: string): string {
  return text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/<(?=\/?at\b)/gi, "<\u200b")
    .replace(/\{(?=\{)/g, "{\u200b");
}

/** For the heading, the one place where markdown is read. */
function unmarked(text: string): string {
  return inert(text)
    .replace(/[\\`*_[\]]/g, "\\$&")
    .replace(/^\s*(?:[#>+-]|\d+[.)])/, "\u200b$&");
}
