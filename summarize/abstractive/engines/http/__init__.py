"""Models behind HTTP: Ollama, llama.cpp, vLLM, LM Studio, and any server with the API of OpenAI."""
