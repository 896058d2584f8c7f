"""Models behind HTTP: Ollama, llama.cpp, vLLM, LM Studio, and whatever speaks as OpenAI does."""
