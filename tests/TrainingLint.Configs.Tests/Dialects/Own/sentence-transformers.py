model.fit(train_objectives=[(a, b)], epochs=4, evaluation_steps=5000)
