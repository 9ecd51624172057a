const PATH = "/gradio_api/mcp";

/** Whether the Model Context Protocol is spoken at this path. */
export const isMcp = (path: string): boolean => path === PATH || path.startsWith(`${PATH}/`);
