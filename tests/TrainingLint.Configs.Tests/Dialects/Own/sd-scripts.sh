python train_network.py --network_module networks.lora --learning_rate 1e-4 
