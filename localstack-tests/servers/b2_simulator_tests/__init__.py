"""Tests of the B2 simulator, over HTTP: python -m unittest discover -s b2_simulator_tests -t . in the folder above."""
