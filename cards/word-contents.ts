import {
  BookmarkEnd,
  BookmarkStart,
  HeadingLevel,
  InternalHyperlink,
  PageReference,
  Paragraph,
  Tab,
  TableOfContents,
  TextRun,
} from "docx";
import type { Section } from "./document.ts";
import { fileWords } from "./text/file.ts";
import { textWidth } from "./word-styles.ts";
import { run, styled } from "./word-text.ts";

/** Named and numbered by its place: docx would count on from the document before, and give other bytes. */
const bookmark = (place: number) => `_Toc${place + 1}`;

export function headingOf({ heading, level = 1 }: Section, place: number): Paragraph {
  const paragraph = new Paragraph({
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
  });
  paragraph.addChildElement(new BookmarkStart(bookmark(place), place + 1));
  paragraph.addChildElement(run(heading));
  paragraph.addChildElement(new BookmarkEnd(place + 1));
  return paragraph;
}

/** Headings that one can press, with their pages. Word can fill it in again when somebody has written more. */
export const tableOfContents = (sections: readonly Section[]) => [
  styled("TOCHeading", fileWords.contents),
  new TableOfContents(fileWords.contents, {
    hyperlink: true,
    headingStyleRange: "1-2",
    contentChildren: sections.map(({ heading, level = 1 }, place) => {
      const page = new PageReference(bookmark(place), { hyperlink: true });
      return new Paragraph({
        style: `TOC${level}`,
        tabStops: [{ type: "right", position: textWidth, leader: "dot" }],
        children: [
          new InternalHyperlink({
            anchor: bookmark(place),
            children: [run(heading), new TextRun({ children: [new Tab()] }), page],
          }),
        ],
      });
    }),
  }),
];
