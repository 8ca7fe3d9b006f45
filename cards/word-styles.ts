import type { IPropertiesOptions } from "docx";

/** A4 and its margins of 2.5 cm, in twentieths of a point, as Word counts. */
export const a4 = { width: 11906, height: 16838, margin: 1418 } as const;
export const textWidth = a4.width - 2 * a4.margin;
/** Where values begin, to the right of their labels. */
const valuesAt = 2835;

const dark = "1F2A44";
/** As light as a text may be on white (7:1). */
const grey = "595959";
const thin = { style: "single", size: 8, space: 4, color: dark } as const;

/**
 * The looks of a Word file, each under a name that Word knows or shows: a secretary changes one in its style,
 * and the headings are the ones that the navigation pane and screen readers go by. Sizes are half points.
 */
export const wordStyles = (language: string): NonNullable<IPropertiesOptions["styles"]> => ({
  default: {
    document: {
      run: { font: "Calibri", size: 22, language: { value: language } },
      paragraph: { spacing: { before: 60, after: 100, line: 264 } },
    },
    title: {
      run: { size: 40, bold: true, color: dark },
      paragraph: { spacing: { before: 240, after: 60 }, keepNext: true },
    },
    heading1: {
      run: { size: 28, bold: true, color: dark },
      paragraph: { spacing: { before: 360, after: 100 }, keepNext: true, outlineLevel: 0 },
    },
    heading2: {
      run: { size: 24, bold: true, color: dark },
      paragraph: { spacing: { before: 280, after: 80 }, keepNext: true, outlineLevel: 1 },
    },
    caption: {
      run: { bold: true, size: 22, color: "000000" },
      paragraph: { spacing: { before: 160, after: 80 }, keepNext: true },
    },
  },
  paragraphStyles: [
    {
      id: "Subtitle",
      name: "Subtitle",
      basedOn: "Normal",
      next: "Normal",
      run: { size: 26, color: grey },
      paragraph: { spacing: { before: 0, after: 200 } },
    },
    {
      id: "Mark",
      name: "Mark",
      basedOn: "Normal",
      run: { bold: true },
      paragraph: {
        spacing: { before: 0, after: 240 },
        // The frame stands outside of its text: so much further in, and it keeps to the margins.
        indent: { left: 100, right: 100 },
        border: { top: thin, bottom: thin, left: thin, right: thin },
      },
    },
    {
      id: "Labelled",
      name: "Labelled",
      basedOn: "Normal",
      paragraph: {
        spacing: { before: 0, after: 60 },
        indent: { left: valuesAt, hanging: valuesAt },
        leftTabStop: valuesAt,
      },
    },
    {
      id: "Above",
      name: "Above",
      basedOn: "Normal",
      next: "Normal",
      run: { size: 19, color: grey },
      paragraph: { spacing: { before: 160, after: 0 }, keepNext: true },
    },
    {
      id: "Cell",
      name: "Cell",
      basedOn: "Normal",
      paragraph: { spacing: { before: 40, after: 40 } },
    },
    {
      id: "SmallCell",
      name: "Small Cell",
      basedOn: "Cell",
      run: { size: 18 },
    },
    {
      id: "Chart",
      name: "Chart",
      basedOn: "Normal",
      next: "Caption",
      // Its caption stands below it, on the same page. As high as the picture, whatever the lines around it are.
      paragraph: { spacing: { before: 200, after: 0, line: 240, lineRule: "auto" }, keepNext: true },
    },
    {
      // Without an outline level: it does not list itself.
      id: "TOCHeading",
      name: "TOC Heading",
      basedOn: "Normal",
      next: "Normal",
      run: { size: 28, bold: true, color: dark },
      // The field of the table of contents begins with an empty line.
      paragraph: { spacing: { before: 360, after: 0 }, keepNext: true },
    },
    {
      id: "Footer",
      name: "footer",
      basedOn: "Normal",
      run: { size: 18, color: grey },
      paragraph: { spacing: { before: 0, after: 0 }, rightTabStop: textWidth },
    },
  ],
});
