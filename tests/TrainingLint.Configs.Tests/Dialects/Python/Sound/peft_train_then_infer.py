import torch
from peft import LoraConfig, get_peft_model, PeftModel, prepare_model_for_kbit_training
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments, BitsAndBytesConfig
base = AutoModelForCausalLM.from_pretrained(name, quantization_config=BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_compute_dtype=torch.bfloat16))
base.config.use_cache = False
base = prepare_model_for_kbit_training(base)
model = get_peft_model(base, LoraConfig(r=8, lora_alpha=16, target_modules=["q_proj", "v_proj"], task_type="CAUSAL_LM"))
args = TrainingArguments("out", per_device_train_batch_size=4, gradient_accumulation_steps=4, gradient_checkpointing=True, bf16=True, learning_rate=2e-4, num_train_epochs=3)
trainer = Trainer(model=model, args=args, train_dataset=train, data_collator=collate)
trainer.train()
model.save_pretrained("out/adapter")
del model, trainer
base = AutoModelForCausalLM.from_pretrained(name, torch_dtype=torch.float16)
model = PeftModel.from_pretrained(base, "out/adapter")
model.eval()
evaluate(model)
