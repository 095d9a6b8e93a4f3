"""What an auditor runs: stand-alone programs, standard library only, importing nothing of ours."""
