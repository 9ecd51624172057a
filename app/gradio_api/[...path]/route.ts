import { serveGradio } from "@/lib/server/surfaces/gradio/serve-gradio";

export const dynamic = "force-dynamic";

export { serveGradio as DELETE, serveGradio as GET, serveGradio as HEAD, serveGradio as OPTIONS, serveGradio as POST };
