import type { Document } from "#cards/document";
import { charts } from "./charts.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec"];
const fourteen = [...months.map((month) => `${month} 2025`), "Jan 2026", "Feb 2026"];

/** A compilation as a committee would read it, made up, with every part a document can have. */
export const osby: Document = {
  title: "Kvalitetssammanställning, andra halvåret 2025",
  subtitle: "Osby kommun, vård- och omsorgsnämnden",
  marks: ["Offentlig handling. Tal under fem visas inte."],
  about: [
    { label: "Period", value: "1 januari 2025–28 februari 2026" },
    { label: "Framtagen", value: "2 mars 2026" },
  ],
  contents: true,
  sections: [
    {
      heading: "Sammanfattning",
      parts: [
        {
          type: "paragraph",
          text: "Rapporterna har blivit fler. Ökningen är störst i hemtjänsten.\nDet kan bero på att fler rapporterar.",
        },
      ],
    },
    {
      heading: "Resultat",
      parts: [{ type: "paragraph", text: "Här redovisas siffrorna för perioden." }],
    },
    {
      heading: "Avvikelser",
      level: 2,
      parts: [
        { type: "chart", chart: charts.line, caption: "Rapporter per månad, SoL och LSS" },
        {
          type: "table",
          caption: "Rapporter per månad och enhet",
          header: [
            "Månad",
            "Hemtjänst Norra",
            "Individ- och familjeomsorgen, barn och unga, utredningsenheten",
            "Särskilt boende Lindhem",
            "LSS-bostäder",
            "Alla",
          ],
          rows: fourteen.map((month, at) => [
            month,
            String(12 + at),
            at % 5 === 2 ? ".." : String(5 + (at % 4)),
            at % 5 === 2 ? ".." : String(9 + (at % 3)),
            "<5",
            at % 5 === 2 ? ".." : String(30 + 2 * at),
          ]),
        },
        { type: "chart", chart: charts.bars, caption: "Rapporter per enhet och typ" },
      ],
    },
    {
      heading: "Kategorier och orsaker",
      level: 2,
      parts: [
        { type: "chart", chart: charts.pareto, caption: "Kategorier, från den vanligaste" },
        { type: "rows", rows: [{ label: "Vanligast", value: "Brister i omvårdnad och tillsyn, 47" }] },
      ],
    },
    {
      heading: "Risker",
      parts: [
        { type: "chart", chart: charts.heat, caption: "Ärenden efter sannolikhet och konsekvens" },
        {
          type: "table",
          caption: "Enheter och månader",
          header: ["Enhet", ...fourteen.map((month) => month.slice(0, 3)), "Alla"],
          rows: charts.bars.labels.map((unit, at) => [
            unit,
            ...fourteen.map((_, month) => (month % 4 === at % 4 ? ".." : String(5 + month + at))),
            at === 0 ? "1 204" : "..",
          ]),
        },
      ],
    },
  ],
  footer: "Osby kommun · Kvalitetssammanställning, andra halvåret 2025",
  language: "sv-SE",
};
