import type { Chart } from "./chart.ts";

/** What is read and kept outside of the chat, as data: who draws it decides how (`word.ts`). */
export interface Document {
  readonly title: string;
  readonly subtitle?: string;
  /** Lines such as a secrecy marking: at the top of the first page, and above each of the others. */
  readonly marks?: readonly string[];
  /** What it concerns, by whom, when: below the title. */
  readonly about: readonly Labelled[];
  /** Whether the headings are listed with their pages, before the first. */
  readonly contents?: boolean;
  readonly sections: readonly Section[];
  /** At the foot of every page, before its number. */
  readonly footer: string;
  readonly language: "sv-SE";
}

export interface Section {
  readonly heading: string;
  /** Two: a part of the section before it. */
  readonly level?: 1 | 2;
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
      /** Told after "Tabell 1." */
      readonly caption: string;
      readonly header: readonly string[];
      /** As they are read: a hidden figure too is the text that stands for it. */
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly type: "chart";
      readonly chart: Chart;
      /** Told after "Diagram 1." */
      readonly caption: string;
    };

export interface Labelled {
  readonly label: string;
  readonly value: string;
}
