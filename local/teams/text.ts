import type { TeamsCard, TeamsElement } from "#cards/teams-elements";
import type { TeamsInput } from "./inputs.ts";

/** What a person reads on a card, as plain text: buttons in brackets, fields with what can be chosen. */
export function textOf(card: TeamsCard): string {
  return card.body.map(textOfElement).join("\n");
}

function textOfElement(element: TeamsElement): string {
  switch (element.type) {
    case "TextBlock":
      return `# ${element.text.replace(/\\(.)/g, "$1")}`;
    case "RichTextBlock":
      return element.inlines.map((run) => (run.color ? `(!) ${run.text}` : run.text)).join("");
    case "Container":
      return element.items.map(textOfElement).join("\n");
    case "ColumnSet":
      return element.columns
        .map((column) => column.items.map(textOfElement).join("\n"))
        .join(": ")
        .replace(/: (?=\[)/, " ");
    case "ActionSet":
      return element.actions.map((action) => `[${action.title}]`).join(" ");
    case "Input.Text":
    case "Input.Date":
    case "Input.ChoiceSet":
      return `${element.label}${element.isRequired ? " *" : ""}: ${textOfInput(element)}`;
    default:
      return element satisfies never;
  }
}

function textOfInput(input: TeamsInput): string {
  if (input.type !== "Input.ChoiceSet") return input.value ?? "____";
  const chosen = input.isMultiSelect ? (input.value?.split(",") ?? []) : [input.value];
  return input.choices
    .map((choice) => `(${chosen.includes(choice.value) ? "x" : " "}) ${choice.title}`)
    .join("  ");
}
