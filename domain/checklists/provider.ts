import type { Checklist, Item } from "../checklist.ts";

/** Where it can be read: asked for by whoever says that it is there (Ekerö 4.3.2 and 5.3). */
const evidence = <Of extends string>(of: Of) =>
  ({
    id: `${of}-where`,
    text: "Var kan vi läsa det?",
    answer: { type: "text" },
    hint: "Dokumentets namn och datum räcker.",
    when: { item: of, is: ["yes", "partly"] },
  }) as const satisfies Item;

/** What a provider answers about its own system for quality, once a year. */
export const provider = {
  id: "provider",
  version: 1,
  title: "Utförarens kvalitetsarbete",
  type: "selfAssessment",
  law: ["managementSystem", "solSystematicQuality", "solInform", "lssInform"],
  intro: "Gäller det senaste året. Den som är verksamhetschef hos utföraren svarar.",
  sections: [
    {
      id: "system",
      title: "System och ansvar",
      items: [
        {
          id: "quality-system",
          text: "Har ni ett system för att säkra kvaliteten, och är det nedskrivet?",
          answer: { type: "yesPartly" },
        },
        evidence("quality-system"),
        {
          id: "responsibility",
          text: "Framgår det vem som ansvarar för vad i kvalitetsarbetet?",
          answer: { type: "yesPartly" },
        },
        {
          id: "own-control",
          text: "Har ni rutiner för att kontrollera er egen verksamhet, och följer ni dem?",
          answer: { type: "yesPartly" },
        },
        evidence("own-control"),
      ],
    },
    {
      id: "wrongs",
      title: "Avvikelser, klagomål och allvarliga händelser",
      items: [
        {
          id: "deviations",
          text: "Har ni en rutin för avvikelser, och går ni igenom dem regelbundet?",
          answer: { type: "yesPartly" },
        },
        evidence("deviations"),
        {
          id: "complaints",
          text: "Har ni en rutin för synpunkter och klagomål, och går ni igenom dem regelbundet?",
          answer: { type: "yesPartly" },
        },
        evidence("complaints"),
        {
          id: "serious-events",
          text: "Vet alla att nämnden genast ska få veta om något allvarligt händer?",
          answer: { type: "yesPartly" },
        },
      ],
    },
    {
      id: "results",
      title: "Resultat, delaktighet och samverkan",
      items: [
        {
          id: "followed-up",
          text: "Följer ni upp era resultat, och får kommunen del av dem?",
          answer: { type: "yesPartly" },
        },
        evidence("followed-up"),
        {
          id: "users-part",
          text: "Är de som får era insatser med och påverkar kvaliteten?",
          answer: { type: "yesPartly" },
        },
        {
          id: "staff-part",
          text: "Är medarbetarna med i kvalitetsarbetet?",
          answer: { type: "yesPartly" },
        },
        {
          id: "cooperation",
          text: "Är det bestämt hur ni samverkar med andra runt den enskilde?",
          answer: { type: "yesPartly" },
        },
      ],
    },
    {
      id: "means",
      title: "Bemanning, vård och årets redovisning",
      items: [
        {
          id: "competence",
          text: "Har ni den personal och den kompetens som uppdraget kräver?",
          answer: { type: "yesPartly" },
        },
        {
          id: "health-manager",
          text: "Finns det en verksamhetschef för er hälso- och sjukvård?",
          answer: { type: "yesNo" },
          hint: "Svara Ej aktuellt om ni inte ansvarar för någon hälso- och sjukvård.",
        },
        {
          id: "health-routines",
          text: "Har verksamhetschefen fastställt rutiner för kvalitetsarbetet i vården?",
          answer: { type: "yesPartly" },
          when: { item: "health-manager", is: "yes" },
        },
        {
          id: "yearly-report",
          text: "När lämnade ni senast er skriftliga redovisning av kvalitetsarbetet?",
          answer: { type: "day", within: 365 },
        },
      ],
    },
  ],
} as const satisfies Checklist;
