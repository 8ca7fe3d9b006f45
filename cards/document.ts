/** What is read and kept outside of the chat, as data: who draws it decides how (`word.ts`). */
export interface Document {
  readonly title: string;
  readonly subtitle?: string;
  /** Lines such as a secrecy marking: at the top of the first page, and above each of the others. */
  readonly marks?: readonly string[];
  /** What it concerns, by whom, when: below the title. */
  readonly about: readonly Labelled[];
  readonly sections: readonly Section[];
  /** At the foot of every page, before its number. */
  readonly footer: string;
  readonly language: "sv-SE";
}

export interface Section {
  readonly heading: string;
  readonly parts: readonly DocumentPart[];
}

export type DocumentPart =
  | {
      readonly type: "paragraph";
      /** What somebody wrote: each line of it becomes a paragraph. */
      readonly text: string;
      /** A subtle line above it: date, source, fact or assessment, author. */
      readonly above?: string;
    }
  | { readonly type: "rows"; readonly rows: readonly Labelled[] }
  | {
      readonly type: "table";
      readonly caption: string;
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

export interface Labelled {
  readonly label: string;
  readonly value: string;
}
