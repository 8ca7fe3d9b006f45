import { filePage, type PageWords, pagePolicy } from "#cards/file-page";
import { fileWords } from "#cards/text/file";
import { wordOf } from "#cards/word";
import { excelOf } from "#cards/workbook";
import type { DocumentFor } from "#functions/documents";
import { isOpen, takeFile } from "#functions/files";
import type { House } from "#functions/house";

/** A request as API Gateway and the server at home hand it over. */
export interface FileRequest {
  readonly requestContext: { readonly http: { readonly method: string } };
  readonly pathParameters?: { readonly token?: string };
}

export interface FileAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
}

/**
 * Opens the way to files, by link: GET shows a page with a button, and the button's POST gives the file, once.
 * Answers 410 with one and the same page to every link that cannot be used, and 500 with a page of its own.
 */
export function openFile(
  house: House,
  documents: DocumentFor,
): (request: FileRequest) => Promise<FileAnswer> {
  return async ({ requestContext, pathParameters }) => {
    const link = pathParameters?.token ?? "";
    try {
      if (requestContext.http.method !== "POST")
        return (await isOpen(house, link)) ? page(200, fileWords.ask) : page(410, fileWords.gone);
      const ask = await takeFile(house, link);
      const found = ask && (await documents(house, ask));
      if (!found) return page(410, fileWords.gone);
      const { name, at, document, workbook } = found;
      if (workbook) return file(name, "xlsx", await excelOf(workbook, at ?? house.now()));
      return document
        ? file(name, "docx", await wordOf(document, at ?? house.now()))
        : page(410, fileWords.gone);
    } catch (error) {
      house.log({ at: house.now(), why: `file failed: ${error instanceof Error ? error.name : "failed"}` });
      return page(500, fileWords.failed);
    }
  };
}

/** Kept by nobody on the way, and the link is told to nobody. */
const common = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "content-security-policy": pagePolicy,
};

function page(statusCode: number, words: PageWords): FileAnswer {
  return {
    statusCode,
    headers: { ...common, "content-type": "text/html; charset=utf-8" },
    body: filePage(words),
  };
}

const office = "application/vnd.openxmlformats-officedocument";
const types = {
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
} as const;

function file(name: string, ending: keyof typeof types, bytes: Uint8Array): FileAnswer {
  return {
    statusCode: 200,
    headers: {
      ...common,
      "content-type": types[ending],
      "content-disposition": `attachment; filename="${ascii(name)}.${ending}"`,
    },
    body: Buffer.from(bytes).toString("base64"),
    isBase64Encoded: true,
  };
}

/** A file name that every system and header can carry: letters without their dots, figures and hyphens. */
const ascii = (name: string) =>
  name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^\w]+/g, "-");
