import { Client } from "@gradio/client";
import { z } from "zod";
import type { Told, Way } from "./way";

const refusalSchema = z.object({ code: z.string(), detail: z.unknown() });
const listSchema = z.array(z.object({ parameter_name: z.string() }));
/** What the client says of a name that is none of a function's, before it asks anybody. */
const OWN_WORDS = /^Parameter `(.+)` is not a valid keyword argument/;

/** The real client, by keywords. `suffix` is put to a function's name: `_stream` calls what answers in steps, to its end. */
export async function openGradioWay(url: string, suffix = ""): Promise<Way> {
  let refused: z.infer<typeof refusalSchema> | null = null;
  /** Hears the code of a refusal: the client passes on its words alone. */
  class Listening extends Client {
    override async fetch(...asked: Parameters<Client["fetch"]>): Promise<Response> {
      const response = await super.fetch(...asked);
      if (!response.ok) refused = refusalSchema.parse(await response.clone().json());
      return response;
    }
  }
  const client = await Listening.connect(url);
  return {
    name: `Gradio's client${suffix && ` (${suffix})`}`,
    takes: ({ streams, lasting }) => suffix === "" || (streams === "asked" && !lasting),
    async call({ name }, input): Promise<Told> {
      refused = null;
      try {
        const { data } = await client.predict(`/${name}${suffix}`, { ...input });
        if (!Array.isArray(data) || data.length !== 1) throw new Error(`/${name} gave ${JSON.stringify(data)}`);
        return { ok: true, answer: data[0] };
      } catch (error) {
        const [, own] = OWN_WORDS.exec(String(error instanceof Error ? error.message : error)) ?? [];
        if (own !== undefined) return { ok: false, code: null, fields: [own] };
        // It is set by the listening fetch, which TypeScript does not see from here.
        const heard = refused as z.infer<typeof refusalSchema> | null;
        if (heard === null) throw error;
        return { ok: false, code: heard.code, fields: fieldsOf(heard.detail) };
      }
    },
    async close() {
      client.close();
    },
  };
}

/** A list of what is wrong, or a sentence that begins with the field. */
function fieldsOf(detail: unknown): readonly string[] {
  const list = listSchema.safeParse(detail);
  if (list.success) return list.data.map(({ parameter_name }) => parameter_name);
  return typeof detail === "string" ? detail.split(" ", 1) : [];
}
