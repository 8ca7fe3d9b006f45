import type { View } from "#domain/access";
import type { Relation } from "#domain/kind";
import type { Kinds } from "#domain/kinds/index";

/** The words of the access table as a lawyer reads it. The compiler asks for each relation, view and guard. */

/** Who somebody is to a case: a name short enough for a column, and when one is that. */
export const relationWords: { readonly [R in Relation]: { readonly name: string; readonly is: string } } = {
  reporter: { name: "Rapportören", is: "Den som lämnade rapporten, eller började ärendet." },
  owner: { name: "Den ansvariga", is: "Den som åtgärden eller risken är given till." },
  desk: {
    name: "Den som har ärendet",
    is: "Den som har den roll där ärendet ligger, på enheten eller på en enhet ovanför. Sitter ingen där ligger det hos nästa i ordningen nedan.",
  },
  sas: { name: "SAS", is: "SAS för enheten eller för en enhet ovanför." },
  investigator: { name: "Utredaren", is: "Den som är utsedd att utreda just det här ärendet." },
  noticeDecider: {
    name: "Den som beslutar om anmälan",
    is: "Den som i kommunen beslutar om anmälan till IVO, när ärendet har lagts fram. Finns ingen sådan i chatten skriver den som har ärendet in beslutet.",
  },
  patientSafety: {
    name: "MAS eller MAR",
    is: "När ärendet rör hälso- och sjukvård: från den stunden, och för gott.",
  },
  manager: { name: "Enhetschefen", is: "Enhetschef för enheten eller för en enhet ovanför." },
  helper: {
    name: "Den som stoppar skadan",
    is: "Den som är utsedd att göra det i stället för någon som ärendet är dolt för.",
  },
  dataProtection: {
    name: "Dataskyddsombudet",
    is: "När en sekretess eller behörighet har brutits: från den stunden, och för gott.",
  },
  chain: { name: "Larmkedjan", is: "De som larmas på enheten, när någon är i fara." },
  party: { name: "Den det gäller", is: "Den som förordnas, eller ersätts." },
  reader: {
    name: "Den som får läsa",
    is: "De roller som får läsa allt av just den sortens ärende, och chefer på andra enheter när det har kommit att gälla dem.",
  },
  appointer: { name: "Den som får förordna", is: "Den som hade kunnat besluta det, eller får avsluta det." },
  leader: { name: "Högre chef", is: "Avdelningschef eller förvaltningschef för enheten." },
  anyone: { name: "Alla", is: "Alla som arbetar i kommunen: det som står där handlar inte om någon." },
};

/** How much of a case is seen; `none`: the answer is that there is no such case. */
export const viewWords: { readonly [V in View | "none"]: string } = {
  full: "Hela ärendet",
  harm: "Rapporten och vad som gjordes genast",
  own: "Sin egen rapport, och svaret på den",
  head: "Att ärendet finns",
  none: "Inget",
};

type GuardsOf<K> = K extends { readonly guards: infer G } ? keyof G & string : never;

/** What must hold for an act beside who and when. */
export const guardWords: { readonly [G in GuardsOf<Kinds[keyof Kinds]>]: string } = {
  ordinary: "inte lex Sarah",
  lexSarah: "lex Sarah",
  free: "inte jävig",
  freeOrOwn: "inte jävig, om inte ens egen rapport",
  untaken: "ingen har tagit det",
  another: "någon annan har det",
  basis: "alla åtta rubriker i utredningen är skrivna",
  noticeOpen: "ingen anmälan är beslutad",
  othersDecide: "någon annan än SAS beslutar om anmälan",
  toBeSent: "anmälan är beslutad, inte skickad",
  sent: "anmälan är skickad",
  health: "hälso- och sjukvård",
  mayHappen: "inget har hänt än",
  mariaToBeSent: "lex Maria är beslutad, inte skickad",
  lifted: "det har lyfts hit",
  hidden: "det är dolt för någon",
  roleHidden: "det är dolt för en roll",
  nameHidden: "den som det doldes för är kvar",
  unguarded: "det är inte dolt för någon",
  begun: "något är besvarat",
  short: "det finns en brist som ingen har bestämt om",
  complete: "alla frågor är besvarade",
  decided: "det är bestämt vad ni gör åt varje brist",
  isRead: "den ska bekräftas som läst",
  overall: "den är ingen lokal variant",
  planned: "det som skulle göras är planerat",
  settled: "allt som vuxit ur det är klart",
  effective: "den senaste åtgärden hade effekt",
  investigated: "lex Sarah är utredd och beslutad",
  noticed: "det allvarliga är anmält",
  unopened: "ingen annan har öppnat det",
  incomplete: "allt är inte berättat",
  gives: "den ger någon en roll",
  written: "sammanfattningen är skriven",
  anchored: "det är förankrat, om det gäller alla",
  acted: "något är gjort åt risken",
  providerAnswered: "utföraren har svarat",
  committeeInformed: "nämnden har fått veta det",
  praised: "beröm",
  inquired: "inte beröm",
  unconfirmed: "någon väntar på bekräftelse",
  owed: "någon väntar på svar",
  unfound: "inte redan bedömd som avvikelse",
  reachable: "inte anonym, eller har en kod",
  unanswered: "inte besvarat",
  answerGiven: "besvarat",
  answeredFirst: "den som vill ha svar har fått det",
  judgedFirst: "någon har tagit ställning",
  outcomeKnown: "det som vuxit ur det är avslutat",
};

export const accessWords = {
  title: "Vem får se och göra vad",
  intro:
    "Skrivet av programmet ur samma regler som det följer. Det som nekas gäller före allt annat. Är man flera saker för ett ärende gäller den rad som står högst, och vad någon av dem får göra.",
  deniedTitle: "Det som nekas först",
  denied: [
    "Den som hör till en annan kommun: ingenting. Svaret är att ärendet inte finns.",
    "Den som ärendet är dolt för, vid namn eller genom sin roll på enheten: ingenting, och svaret är detsamma. Har hen själv rapporterat ser hen sin egen rapport och inget annat. När SAS är inblandad får hens ersättare se ärendet.",
    "Den som inte står på någon rad: ingenting. Nämndsekreterare, avtalsansvarig, utförare, administratör, kvalitetssamordnare och medarbetare ser inget genom sin roll.",
    "Den som är jävig: handlägger inget i ärendet. Att stoppa skada får hen ändå, och sin egen rapport har hen kvar.",
    "Ett konto som flera delar: ingen rapport, inte heller den som lämnades där.",
    "Vem som rapporterade visas för sig, för den som handlägger, och varje visning loggas.",
  ],
  whoTitle: "Vem är vem",
  who: "Vem",
  open: "Öppet ärende",
  restricted: "Skyddat ärende",
  sees: (kind: string) => `${kind}: vem ser vad`,
  lies: (kind: string) => `${kind}: hos vem ärendet ligger, och när det är skyddat`,
  when: "När",
  desk: "Ligger hos den första som finns",
  secret: "Skydd",
  otherwise: "Annars",
  inState: (state: string) => `Läget ${state}`,
  isRestricted: "Skyddat",
  isOpen: "Öppet",
  hidden: (roles: string) => `dolt för ${roles}`,
  savingDeputies: (role: string) => `${role} (inte ersättaren)`,
  decider: { degree: "den som beslutar om graden", ivo: "den som beslutar om anmälan" },
  does: (kind: string) => `${kind}: vem gör vad`,
  act: "Handling",
  states: "I vilka lägen",
  guards: "Om",
  anyState: "alla",
  liveState: "alla öppna",
  decidersTitle: "Vem beslutar, kommun för kommun",
  municipality: "Kommun",
  degree: "Missförhållandets grad",
  ivo: "Anmälan till IVO",
} as const;
