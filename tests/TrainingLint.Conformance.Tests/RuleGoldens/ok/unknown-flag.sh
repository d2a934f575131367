#!/bin/bash
# main.py: p = argparse.ArgumentParser(); p.add_argument("--lr", type=float); p.add_argument("--momentum", type=float); a = p.parse_args()
python main.py --lr 0.1 --momentum 0.9
