"""The command line behind `./voimala`: one module for each word. It must not grow into business logic."""
