import { type Action, type Button, type Card, isLink, type LinkButton, type Part, type Row } from "./card.ts";
import { teamsLimits } from "./limits.ts";
import {
  headingOf,
  inert,
  inputOf,
  linesOf,
  type TeamsAction,
  type TeamsActivity,
  type TeamsAttachment,
  type TeamsCard,
  type TeamsColumn,
  type TeamsData,
  type TeamsElement,
  type TeamsLink,
  type TeamsStyle,
  type TeamsWords,
} from "./teams-elements.ts";
import { chartOf, tableOf } from "./teams-table.ts";

/**
 * Draws a card as an Adaptive Card 1.5. Takes the words beside its own and, for a dialog, the signed address
 * of the card that launched it. A text is never read as markup: all but the heading are text runs, which
 * Teams shows as they are.
 */
export function teamsCard(card: Card, words: TeamsWords, launched?: string): TeamsCard {
  const fields = fieldsOf(card.parts);
  const press = (button: Button) => actionOf(button, card.surface, fields, launched);
  const draw = (button: Button | LinkButton) => (isLink(button) ? linkOf(button) : press(button));
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
    body: [...heading, ...parts, ...apart(actionSets(card.buttons.map(draw)), card)],
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
        // After the field, so that a screen reader has said which one before it says what about it.
        inputOf(part, words),
        ...(part.hint ? linesOf(part.hint, "subtle") : []),
        ...(part.problem ? linesOf(part.problem, "alert") : []),
      ];
    case "table":
      return tableOf(part);
    case "chart":
      return chartOf(part);
    default:
      return part satisfies never;
  }
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
      items: [...actionSets([press(option.button)]), ...linesOf(option.hint, "subtle")],
    });
  }
  return [...drawn, ...actionSets(bare)];
}

function actionSets(actions: (TeamsAction | TeamsLink)[]): TeamsElement[] {
  const sets: TeamsElement[] = [];
  for (let from = 0; from < actions.length; from += teamsLimits.actionsInSet)
    sets.push({ type: "ActionSet", actions: actions.slice(from, from + teamsLimits.actionsInSet) });
  return sets;
}

/** Options answer when pressed: what leads away from the question stands clear of them. */
function apart(sets: TeamsElement[], { parts }: Card): TeamsElement[] {
  const [first, ...rest] = sets;
  if (first?.type !== "ActionSet" || !parts.some((part) => part.type === "options")) return sets;
  return [{ ...first, separator: true, spacing: "Medium" }, ...rest];
}

function linkOf({ label, url }: LinkButton): TeamsLink {
  return { type: "Action.OpenUrl", title: label, url };
}

/** What is done with what was filled in. */
const answering: readonly Action["do"][] = ["answer", "send", "code"];

/** Only a button that answers takes the fields along: else an empty one would bar the way back. */
function actionOf(
  button: Button,
  surface: Card["surface"],
  fields: Pick<TeamsData, "texts" | "many">,
  launched?: string,
): TeamsAction {
  const answers = answering.includes(button.action.do);
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
