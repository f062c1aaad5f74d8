"""The alternatives, each as small as it can be; they run in .venv-bench and import nothing of ours."""
