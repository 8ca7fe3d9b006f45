import type { Typed } from "#local/slack/inputs";
import type { Block, Choice, Element as SlackElement } from "#local/slack/shapes";
import { h } from "./dom.ts";
import { words } from "./words.ts";

type FillValue = string | string[];

export interface Typing {
  /** What was typed before, by block and action. */
  readonly typed: Typed;
  /** What is wrong, by block. */
  readonly errors: Readonly<Record<string, string>>;
  /** Sets the ids of this drawing apart from all others on the page. */
  readonly scope: string;
}

/** One input of a message or a modal, with its label, hint and what is wrong. */
export function drawInput(block: Block, drawing: Typing): HTMLElement {
  const { element } = block;
  if (!element) return h("p", { class: "cannot" }, block.type);
  const id = `${drawing.scope}-${block.block_id}`;
  const wrong = drawing.errors[block.block_id];
  const described = [block.hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(" ");
  const label = [
    block.label?.text ?? "",
    block.optional ? h("span", { class: "optional" }, ` ${words.slack.optional}`) : "",
  ];
  const hint = block.hint && h("p", { class: "hint", id: `${id}-hint` }, block.hint.text);
  const error = h("p", { class: "error", id: `${id}-error` }, wrong ? `⚠ ${wrong}` : "");
  const about = { "data-block": block.block_id, "data-action": element.action_id, class: "b-input" };
  const known = { id, described, required: !block.optional, state: stateOf(block, element, drawing.typed) };
  if (element.options && element.type !== "static_select")
    return h(
      "fieldset",
      { ...about, "aria-describedby": described },
      h("legend", {}, ...label),
      choices(element, known),
      hint,
      error,
    );
  return h("div", about, h("label", { for: id }, ...label), field(element, known), hint, error);
}

interface Known {
  readonly id: string;
  readonly described: string;
  readonly required: boolean;
  readonly state: readonly string[];
}

function field(
  element: SlackElement & { multiline?: boolean; placeholder?: { text: string } },
  known: Known,
): HTMLElement {
  const about = {
    id: known.id,
    "aria-describedby": known.described,
    "aria-required": String(known.required),
  };
  if (element.options)
    return h(
      "select",
      about,
      h("option", { value: "" }, element.placeholder?.text ?? words.slack.choose),
      ...element.options.map(({ text, value }) =>
        h("option", { value, selected: known.state.includes(value) }, text.text),
      ),
    );
  const typed = known.state[0] ?? "";
  const shared = { ...about, maxlength: element.max_length, placeholder: element.placeholder?.text };
  if (element.multiline) return h("textarea", { ...shared, rows: 4 }, typed);
  const type = element.type === "datepicker" ? "date" : "text";
  return h("input", { ...shared, type, value: typed, autocomplete: "off" });
}

/** Radio buttons, or boxes; where Slack has a menu of many, a list that can be searched. */
function choices(element: SlackElement, { id, state }: Known): HTMLElement {
  const type = element.type === "radio_buttons" ? "radio" : "checkbox";
  const all = (element.options ?? []).map(({ text, value }: Choice) =>
    h(
      "label",
      {},
      h("input", { type, name: id, value, checked: state.includes(value) }),
      h("span", {}, text.text),
    ),
  );
  if (element.type !== "multi_static_select") return h("div", { class: "choices" }, ...all);
  const search = h("input", {
    type: "search",
    "aria-label": words.slack.filter,
    placeholder: words.slack.filter,
  });
  search.addEventListener("input", () => {
    for (const one of all) one.hidden = !one.textContent?.toLowerCase().includes(search.value.toLowerCase());
  });
  return h("div", { class: "choices many" }, search, ...all);
}

function stateOf(block: Block, element: SlackElement, typed: Typed): string[] {
  const state = typed[`${block.block_id}/${element.action_id}`];
  if (!state) {
    const chosen = [element.initial_option, ...(element.initial_options ?? [])].flatMap(
      (one) => one?.value ?? [],
    );
    return element.options ? chosen : [element.initial_date ?? element.initial_value ?? ""];
  }
  if ("value" in state) return [state.value ?? ""];
  if ("selected_date" in state) return [state.selected_date ?? ""];
  if ("selected_option" in state) return state.selected_option ? [state.selected_option.value] : [];
  return state.selected_options.map(({ value }) => value);
}

/** What stands in the fields of these blocks, by the fields' names. */
export function filledIn(drawn: HTMLElement): Record<string, FillValue> {
  const fields = [...drawn.querySelectorAll<HTMLElement>("[data-action]")];
  return Object.fromEntries(fields.map((one) => [one.dataset.action ?? "", givenIn(one)]));
}

function givenIn(one: HTMLElement): FillValue {
  const text = one.querySelector<HTMLInputElement | HTMLTextAreaElement>(
    'input[type="text"], input[type="date"], textarea',
  );
  if (text) return text.value;
  const select = one.querySelector("select");
  if (select) return select.value ? [select.value] : [];
  return [...one.querySelectorAll<HTMLInputElement>("input:checked")].map(({ value }) => value);
}

/** Asks for what must be filled in, as Slack does before a modal is sent; true when nothing is missing. */
export function complete(drawn: HTMLElement, blocks: readonly Block[]): boolean {
  let first: HTMLElement | null = null;
  for (const block of blocks.filter(({ type }) => type === "input")) {
    const one = drawn.querySelector<HTMLElement>(`[data-block="${CSS.escape(block.block_id)}"]`);
    const error = one?.querySelector(".error");
    if (!one || !error) continue;
    const missing = !block.optional && givenIn(one).length === 0;
    error.textContent = missing ? `⚠ ${words.slack.required}` : "";
    const field = one.querySelector<HTMLElement>("input, select, textarea");
    field?.toggleAttribute("aria-invalid", missing);
    if (missing) first ??= field;
  }
  first?.focus();
  return !first;
}
