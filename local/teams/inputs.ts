import type { TeamsAction, TeamsCard, TeamsElement, TeamsLink } from "#cards/teams-elements";
import type { TeamsTable } from "#cards/teams-table";
import { isDay } from "#domain/calendar";
import type { Answer } from "#domain/record";

/** What a person fills in, by the fields' names. */
export type Fill = Readonly<Record<string, Answer>>;

export type TeamsInput = Extract<TeamsElement, { id: string }>;

/** Every button of a card that sends something, in the order they are drawn. */
export function actionsIn(card: TeamsCard): TeamsAction[] {
  return buttonsIn(card).flatMap((button) => (button.type === "Action.OpenUrl" ? [] : button));
}

/** Every button of a card that opens a page. */
export function linksIn(card: TeamsCard): TeamsLink[] {
  return buttonsIn(card).flatMap((button) => (button.type === "Action.OpenUrl" ? button : []));
}

function buttonsIn(card: TeamsCard): (TeamsAction | TeamsLink)[] {
  return flat(card.body).flatMap((element) => (element.type === "ActionSet" ? element.actions : []));
}

/** Every field of a card, in the order they are drawn. */
export function inputsIn(card: TeamsCard): TeamsInput[] {
  return flat(card.body).filter((element): element is TeamsInput => "id" in element);
}

/** Every table of a card, in the order they are drawn where there are no charts. */
export function tablesIn(card: TeamsCard): TeamsTable[] {
  return flat(card.body).filter((element) => element.type === "Table");
}

function flat(elements: readonly TeamsElement[]): TeamsElement[] {
  return elements.flatMap((element) => {
    if (element.type === "Container") return flat(element.items);
    if (element.type === "ColumnSet") return element.columns.flatMap((column) => flat(column.items));
    if ("fallback" in element) return element.fallback === "drop" ? [] : flat([element.fallback]);
    return [element];
  });
}

/**
 * The data that a press sends: the button's own, and what stands in the fields unless it leaves them out.
 * Throws where Teams would stop the person: a field that must be answered, too long a text, no such choice.
 */
export function dataOf(card: TeamsCard, action: TeamsAction, fill: Fill): Record<string, unknown> {
  const inputs = inputsIn(card);
  const strange = Object.keys(fill).filter((name) => !inputs.some((input) => input.id === name));
  if (strange.length > 0) throw new Error(`the card has no field ${strange.join(", ")}`);
  if (action.associatedInputs === "none") return { ...action.data };
  const typed: Record<string, string> = {};
  const missing: string[] = [];
  for (const input of inputs) {
    const given = fill[input.id] ?? input.value ?? "";
    const value = typeof given === "string" ? given : given.join(",");
    if (value === "" && input.isRequired) missing.push(`${input.label}: ${input.errorMessage}`);
    if (value === "") continue;
    bear(input, value);
    typed[input.id] = value;
  }
  if (missing.length > 0) throw new Error(`Teams asks first: ${missing.join("; ")}`);
  return { ...action.data, ...typed };
}

function bear(input: TeamsInput, value: string): void {
  if (input.type === "Input.Text") {
    if (value.length > input.maxLength) throw new Error(`${input.label} takes ${input.maxLength} characters`);
    return;
  }
  if (input.type === "Input.Date") {
    if (!isDay(value)) throw new Error(`${input.label} takes only a day, not ${value}`);
    return;
  }
  const chosen = input.isMultiSelect ? value.split(",") : [value];
  const strange = chosen.filter((each) => !input.choices.some((choice) => choice.value === each));
  if (strange.length > 0) throw new Error(`${input.label} has no choice ${strange.join(", ")}`);
}
