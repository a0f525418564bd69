// Files on their way up.

export const FILE_LIMIT = 20 * 1024 * 1024;

/** 12 KB, 3.4 MB */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Send a file's bytes; resolves to null, or to the sentence that says why it was not taken in. */
export async function upload(me, { id, group, name, text, file }) {
  const query = new URLSearchParams({ me, id, group, name, text });
  try {
    const answer = await fetch(`/workplace/files?${query}`, {
      method: "POST",
      body: file,
      headers: { "Content-Type": "application/octet-stream" },
    });
    const { refused, text: why } = await answer
      .json()
      .then((data) => ({ refused: data.type === "refused", text: data.text }));
    return refused ? why : null;
  } catch {
    return "连不上服务器，请稍后重发";
  }
}
