// Requests to the server, with its token if it asks for one, and answers that come in pieces.
import { $, main } from "./elements.js";

let token = null; // never stored

export async function call(path, options = {}, signal) {
  const headers = { ...options.headers };
  if (main.dataset.token === "1") {
    if (token === null) await askForToken();
    headers.Authorization = `Bearer ${token}`;
  }
  let answer;
  try {
    answer = await fetch(path, { ...options, headers, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The server does not answer; is it still running?");
  }
  if (answer.status === 401) { token = null; return call(path, options, signal); }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({ detail: `The server answers ${answer.status}.` }));
    throw new Error(problem.detail);
  }
  return answer;
}

export function post(path, body, signal, accept = "application/json") {
  return call(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", Accept: accept } }, signal);
}

function askForToken() {
  return new Promise((resolve) => {
    $("ask").showModal();
    $("ask").onclose = () => {
      token = $("token").value;
      $("token").value = "";
      if (token) resolve(); else $("ask").showModal();
    };
  });
}

export async function* pieces(answer, separator) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const parts = (rest + value).split(separator);
    rest = parts.pop();
    yield* parts;
  }
  if (rest) yield rest;
}
