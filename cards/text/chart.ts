/** What is said in a chart beside what it is given. */
export const chartWords = {
  /** What a hatched square stands for. */
  hidden: "Visas inte, för att skydda enskilda",
  /** After a label, where its figure is not shown. */
  noFigure: "..",
} as const;
