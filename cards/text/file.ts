/** What is said where a file is fetched, and on its pages. */
export const fileWords = {
  ask: {
    title: "Hämta filen",
    lines: [
      "Länken fungerar en gång, i fem minuter.",
      "Filen kan innehålla uppgifter med sekretess. Spara den bara där sådana uppgifter får finnas.",
    ],
    button: "Hämta filen",
  },
  /** One answer whether a link is used, too old, altered or never was. */
  gone: {
    title: "Länken fungerar inte längre",
    lines: [
      "Länken är redan använd eller för gammal.",
      "Gå tillbaka till chatten och tryck på knappen igen, så får du en ny.",
    ],
  },
  failed: {
    title: "Filen kunde inte hämtas",
    lines: ["Något gick fel hos oss.", "Gå tillbaka till chatten och tryck på knappen igen om en stund."],
  },
  /** "Sida 1 av 3" */
  page: "Sida",
  of: "av",
  /** "Tabell 1.", "Diagram 1.": also the names by which Word counts them. */
  table: "Tabell",
  chart: "Diagram",
  contents: "Innehåll",
  /** Where a sheet of a workbook has no name of its own; in its cells, where a figure is not shown. */
  sheet: "Blad",
  noFigure: "..",
  /** Who made the file, among its properties. */
  author: "Kvalitetsboten",
} as const;
