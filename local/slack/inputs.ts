import { isDay } from "#domain/calendar";
import { type Block, type Choice, type Element, inputsIn } from "./shapes.ts";

/** What a person filled in, by the input's name or its label; options by their value or their words. */
export type Fill = Readonly<Record<string, string | readonly string[]>>;

/** One input's state, as Slack sends it. */
export type State =
  | { readonly type: string; readonly value: string | null }
  | { readonly type: string; readonly selected_date: string | null }
  | { readonly type: string; readonly selected_option: Choice | null }
  | { readonly type: string; readonly selected_options: readonly Choice[] };

/** What has been typed, by block and action: what Slack keeps when a view is drawn again with the same ids. */
export type Typed = Readonly<Record<string, State>>;

/** Types into inputs as a person could: throws where Slack would not let them. */
export function fillIn(blocks: readonly Block[], fill: Fill): Typed {
  const typed: Record<string, State> = {};
  for (const [name, answer] of Object.entries(fill)) {
    const found = inputsIn(blocks).find(
      ({ block, element }) => element.action_id === name || block.label?.text === name,
    );
    if (!found) throw new Error(`there is nothing called ${name} to fill in`);
    typed[idOf(found.block, found.element)] = stateWith(found.element, answer);
  }
  return typed;
}

/** `state.values` of these blocks: what was typed, else what was filled in beforehand, else nothing. */
export function stateOf(blocks: readonly Block[], typed: Typed): Record<string, Record<string, State>> {
  return Object.fromEntries(
    inputsIn(blocks).map(({ block, element }) => [
      block.block_id,
      { [element.action_id]: typed[idOf(block, element)] ?? initialState(element) },
    ]),
  );
}

/** Labels of the inputs that must be filled before Slack lets a modal be submitted. */
export function missingIn(blocks: readonly Block[], typed: Typed): string[] {
  return inputsIn(blocks)
    .filter(
      ({ block, element }) =>
        !block.optional && isEmpty(typed[idOf(block, element)] ?? initialState(element)),
    )
    .map(({ block }) => block.label?.text ?? block.block_id);
}

function idOf(block: Block, element: Element): string {
  return `${block.block_id}/${element.action_id}`;
}

function isEmpty(state: State): boolean {
  if ("value" in state) return !state.value;
  if ("selected_date" in state) return !state.selected_date;
  return "selected_option" in state ? !state.selected_option : state.selected_options.length === 0;
}

function initialState(element: Element): State {
  const { type } = element;
  if (type === "datepicker") return { type, selected_date: element.initial_date ?? null };
  if (!element.options) return { type, value: element.initial_value ?? null };
  if (takesMany(element)) return { type, selected_options: element.initial_options ?? [] };
  return { type, selected_option: element.initial_option ?? null };
}

function stateWith(element: Element, answer: string | readonly string[]): State {
  const { type } = element;
  const many = typeof answer === "string" ? [answer] : answer;
  if (element.options) {
    const chosen = many.map((each) => choose(element, each));
    if (takesMany(element)) return { type, selected_options: chosen };
    return { type, selected_option: chosen[0] ?? null };
  }
  const value = many.join("\n");
  if (type === "datepicker") {
    if (value && !isDay(value)) throw new Error(`${element.action_id} takes only a day, not ${value}`);
    return { type, selected_date: value || null };
  }
  if (value.length > (element.max_length ?? 3000)) throw new Error(`${element.action_id} takes no more text`);
  return { type, value: value || null };
}

function choose(element: Element, answer: string): Choice {
  const found = element.options?.find((option) => option.value === answer || option.text.text === answer);
  if (!found) throw new Error(`${element.action_id} has no option ${answer}`);
  return found;
}

function takesMany({ type }: Element): boolean {
  return type === "checkboxes" || type === "multi_static_select";
}
