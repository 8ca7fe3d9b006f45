/** Blocks as they lie in the stand-in Slack: what came over the wire, and passed its limits. */

export interface Words {
  readonly text: string;
}

export interface Choice {
  readonly text: Words;
  readonly value: string;
}

export interface Element {
  readonly type: string;
  readonly action_id: string;
  readonly text?: Words;
  readonly value?: string;
  readonly url?: string;
  readonly style?: string;
  readonly max_length?: number;
  readonly initial_value?: string;
  readonly initial_date?: string;
  readonly initial_option?: Choice;
  readonly initial_options?: readonly Choice[];
  readonly options?: readonly Choice[];
}

interface RichText {
  readonly elements: readonly { readonly type: string; readonly text?: string }[];
}

export interface Block {
  readonly type: string;
  readonly block_id: string;
  readonly text?: Words;
  readonly fields?: readonly Words[];
  readonly accessory?: Element;
  readonly elements?: readonly (Element & Words & RichText)[];
  readonly label?: Words;
  readonly hint?: Words;
  readonly optional?: boolean;
  readonly element?: Element;
  /** Of a table: its cells, the header first, and how its columns stand. */
  readonly rows?: readonly (readonly Words[])[];
  readonly column_settings?: readonly { readonly align?: string; readonly is_wrapped?: boolean }[];
}

export interface Button {
  readonly block: Block;
  readonly element: Element;
}

/** Every button a person can press in these blocks. */
export function buttonsIn(blocks: readonly Block[]): Button[] {
  return blocks.flatMap((block) => {
    const inside = block.type === "actions" ? (block.elements ?? []) : [];
    const elements: Element[] = block.accessory ? [block.accessory, ...inside] : [...inside];
    return elements.filter(({ type }) => type === "button").map((element) => ({ block, element }));
  });
}

/** Every input in these blocks, with the element that is filled in. */
export function inputsIn(blocks: readonly Block[]): { block: Block; element: Element }[] {
  return blocks.flatMap((block) => (block.element ? [{ block, element: block.element }] : []));
}
