import type { Block, Element } from "./shapes.ts";

/** What a person reads in these blocks, as plain text: buttons in brackets, inputs with what can be chosen. */
export function textOf(blocks: readonly Block[]): string {
  return blocks.map(textOfBlock).join("\n");
}

function textOfBlock(block: Block): string {
  const button = block.accessory ? ` [${block.accessory.text?.text}]` : "";
  switch (block.type) {
    case "header":
      return `# ${block.text?.text}`;
    case "section":
      return [block.text?.text, ...(block.fields ?? []).map((field) => field.text.replace("\n", ": "))]
        .filter((line) => line !== undefined)
        .join("\n")
        .concat(button);
    case "rich_text":
      return (block.elements ?? [])
        .map((section) =>
          section.elements.map((each) => (each.type === "emoji" ? "(!)" : each.text)).join(""),
        )
        .join("\n");
    case "actions":
      return (block.elements ?? []).map((element) => `[${element.text.text}]`).join(" ");
    case "context":
      return (block.elements ?? []).map((element) => element.text).join(" ");
    case "input": {
      const label = `${block.label?.text}${block.optional ? "" : " *"}: `;
      return (
        label +
        (block.element ? textOfInput(block.element) : "") +
        (block.hint ? ` (${block.hint.text})` : "")
      );
    }
    case "table":
      return (block.rows ?? []).map((row) => row.map(({ text }) => text).join(" | ")).join("\n");
    default:
      return "";
  }
}

function textOfInput(element: Element): string {
  if (!element.options) return element.initial_date ?? element.initial_value ?? "____";
  const chosen = [element.initial_option, ...(element.initial_options ?? [])].map((option) => option?.value);
  return element.options
    .map((option) => `(${chosen.includes(option.value) ? "x" : " "}) ${option.text.text}`)
    .join("  ");
}
